import type { JSONObject } from '@ai-sdk/provider'
import type { Call } from './conversation.ts'
import type { Heard } from './heard.ts'
import type { Outcome } from './outcome.ts'

export type ToolRequest = { tool: string; input: JSONObject }

/**
 * What the assistant says and calls next, and how the dialogue would go on: `resume` takes the results
 * of the calls (left out, they are simply told), `hear` takes the person's next words while a question
 * of ours is open and gives null when they are about something else.
 */
export type Plan = {
  text: string
  calls?: ToolRequest[]
  resume?: (calls: Call[]) => Plan
  hear?: (heard: Heard) => Plan | null
  /** Lets go of a question that was open. */
  closes?: true
}

/** What has happened before the words that are being answered. */
export type Past = {
  outcomes: readonly Outcome[]
  /** A question of ours is still open. */
  isAsking: boolean
}

/** One thing the assistant understands. The first intent with a plan answers. */
export type Intent = {
  name: string
  /** A sentence that works, for "What can you do?" and for words that nothing understands. */
  example?: string
  /** Words that hint at it, to offer the example that comes closest. */
  hints?: RegExp
  respond(heard: Heard, past: Past): Plan | null
}

/** Tells the result of a tool that reads, once the dialogue has no other use for it. */
export type Teller = { tool: string; tell(value: unknown): Plan }
