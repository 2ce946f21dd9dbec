import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod'
import type { Call } from './conversation.ts'
import { readOutcome, type Outcome } from './outcome.ts'
import type { Past } from './plan.ts'

const effects: ReadonlySet<string> = new Set([
  'pay_invoice',
  'send_payment',
  'refund_order',
  'submit_expense',
  'book_table',
  'book_room',
  'cancel_booking',
  'send_email',
  'delete_bookings',
  'export_bookings',
  'change_access',
])

export const isEffect = (tool: string): boolean => effects.has(tool)

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

/** An input as the person's words would give it: what a tool added by itself does not count. */
export const sameInput = (one: JSONObject, other: JSONObject): boolean =>
  Object.keys(other).every((key) => one[key] === other[key])
