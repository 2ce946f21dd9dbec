import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../scripts/problem.mjs'
import { type Case, casesOf } from './cases.ts'

/** The two halves: one to improve the assistant with, one that only measures it. */
export const sets = ['tuning', 'held-back'] as const
export type SetName = (typeof sets)[number]

/** The cases of one of this folder's halves. */
export function casesOfSet(set: SetName): Case[] {
  const folder = join(import.meta.dirname, set)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => casesOfFile(join(folder, name), set))
}

/** The cases of any file in the same format; a `Problem` says what is wrong with it. */
export function casesOfFile(path: string, set: string): Case[] {
  try {
    return casesOf(JSON.parse(readFileSync(path, 'utf8')), set)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem(`${path} cannot be used: ${why}`)
  }
}
