import type { JSONObject } from '@ai-sdk/provider'
import type { Call } from './conversation.ts'
import type { Now } from './facts/days.ts'
import type { Clause, Heard } from './hear/hear.ts'
import type { Outcome } from './outcome.ts'
import type { Spoken } from './spoken.ts'

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
  hear?: (heard: Heard, past: Past) => Plan | null
  /** Only listens beside a question that is open already. */
  keeps?: true
  /** The tool whose facts are asked for: the question stays when something else is asked for meanwhile. */
  about?: string
  /** What is known already of what is asked about. */
  known?: Readonly<Record<string, string | number>>
  /** Any words answer it. */
  isFree?: true
  /** It asks whether something is meant: other facts put that right. */
  isOffer?: true
  /** Lets go of a question that was open. */
  closes?: true
  /** It is what the open question was answered with. */
  answers?: true
}

/** What has happened before the words that are being answered. */
export type Past = {
  /** The member's clock. */
  now: Now
  /** All calls so far, oldest first, with the newest truth about them. */
  calls: readonly Call[]
  outcomes: readonly Outcome[]
  /** What the assistant said last. */
  said: string
  /** What the person said last. */
  asked: string
  /** What they named last, before these words. */
  spoken: Spoken
  /** A question of ours is still open. */
  isAsking: boolean
  /** What is known already of what the open question is about. */
  known?: Readonly<Record<string, string | number>>
  /** Any words would answer it. */
  isFree?: boolean
  /** A yes or no is all that it asks for. */
  isOffering?: boolean
  /** One is open beside something that was asked for: corrections are about that. */
  isShelved?: boolean
  /** Something else was asked for since it was put. */
  isLate?: boolean
  /** Whether a tool is offered in this conversation. */
  can(tool: string): boolean
}

/** One thing the assistant understands. */
export type Intent = {
  name: string
  /** A sentence that works, for "What can you do?" and for words that nothing understands. */
  example?: string
  /** Words that hint at it, to offer the example that comes closest. */
  hints?: RegExp
  /** Answers a message as a whole, before its clauses are looked at. */
  respond?(heard: Heard, past: Past): Plan | null
  /** Takes one clause that asks for something to be done; the first intent with a plan has it. */
  take?(clause: Clause, heard: Heard, past: Past): Plan | null
  /** Answers one clause of any mood by looking something up: nothing with consequences. */
  look?(clause: Clause, heard: Heard, past: Past): Plan | null
}

/** Tells the result of a tool that reads, once the dialogue has no other use for it. */
export type Teller = { tool: string; tell(value: unknown): Plan }
