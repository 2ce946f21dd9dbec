import type { Stage } from './stage.ts'

/** How the stage is set before the attack: what waits, what was decided. */
export type Scene = (stage: Stage) => Promise<unknown>

/** Something that must not work. Each has people, conversations and invoices of its own. */
export type Attack = {
  /** What is sent, for people. */
  name: string
  /** What it would win. */
  tries: string
  scene: Scene
  /** What comes back, in short: `403 not_allowed`, `refused invalid`, `closed 4401`. */
  expected: string
  /** Does it and gives what came back. */
  run(stage: Stage): Promise<string>
  /** The audit facts that it may leave, in any order; none unless said. */
  facts?: readonly string[]
  /** How many payments are right; none unless said. */
  payments?: number
  /** How many messages of the person it may add. */
  says?: number
}

/** So many times the same fact. */
export const times = (count: number, fact: string): string[] =>
  Array.from({ length: count }, () => fact)
