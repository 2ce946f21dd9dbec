import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod'
import { isEffect } from '../../tools/index.ts'
import type { Call } from './conversation.ts'
import { readOutcome, type Outcome } from './outcome.ts'
import type { Past } from './plan.ts'

/** A call that asked for an effect, and what became of it. */
export type Proposal = { tool: string; input: JSONObject; outcome: Outcome }

const object = z.record(z.string(), z.json())

/** What was tried, oldest first: also what came to nothing before anybody was asked, as failed. */
export const attempts = (calls: readonly Call[]): Proposal[] =>
  calls.flatMap(({ tool, input, result, asked }) => {
    if (!isEffect(tool) || !result) return []
    const { replaces: _before, ...all } = object.safeParse(input).data ?? {}
    // `Refund ORD-2001` is still all that is left when the order changes, whatever that came to.
    const facts = asked
      ? Object.fromEntries(Object.entries(all).filter(([name]) => name in asked))
      : all
    const outcome: Outcome | null = result.ok
      ? readOutcome(result.value)
      : { status: 'failed', title: tool, error: result.message }
    return outcome ? [{ tool, input: facts, outcome }] : []
  })

/** What this conversation asked people for, oldest first. */
export const proposals = (calls: readonly Call[]): Proposal[] =>
  attempts(calls.filter(({ result }) => result?.ok))

/** The newest thing asked for, and those asked for in the same breath. */
export function newest({ calls }: Pick<Past, 'calls'>): Proposal | undefined {
  return proposals(calls).at(-1)
}

/** Whether a proposal still waits for people. */
export const isOpen = ({ outcome }: Proposal): boolean => outcome.status === 'pending'

/** What ended without being done. */
export const closed: ReadonlySet<string> = new Set([
  'denied',
  'withdrawn',
  'expired',
  'superseded',
  'failed',
  'undone',
])
