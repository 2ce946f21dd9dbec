import type { Stage } from './stage.ts'

/** How the stage is set before an attack: what waits, what was decided. */
export type Scene = (stage: Stage) => Promise<unknown>

/** Something that must not work. */
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

/** Attacks on one stage, with people, conversations and invoices of their own. */
export type Act = { name: string; attacks: readonly Attack[] }

/** An attack that sets its stage in ways of its own. */
export const alone = (attack: Attack): Act => ({ name: attack.name, attacks: [attack] })

/**
 * Attacks on the same scene that all must leave it as it was. They share it: each finds it untouched by
 * the one before, or fails that one.
 */
export const together = (name: string, attacks: readonly Attack[]): Act => ({ name, attacks })

/** So many times the same fact. */
export const times = (count: number, fact: string): string[] =>
  Array.from({ length: count }, () => fact)
