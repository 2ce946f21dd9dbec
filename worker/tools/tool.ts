import type { z } from 'zod'
import type { Money } from '../../domain/money.ts'
import type { ApprovalRequest, Fact, Receipt } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { RequestFilter } from '../rpc.ts'

/** What a tool may reach. Time is passed in; identity is the conversation's owner. */
export type ToolContext = {
  db: D1Database
  actor: Person
  /** Milliseconds since the epoch. */
  now: number
  /** Requests that the actor may see, for the tools that speak of approvals. */
  requests(filter: RequestFilter): Promise<ApprovalRequest[]>
}

/** What will happen, said by the server; frozen into the request and shown to people. */
export type Proposal<Arguments = unknown> = {
  /** One sentence, in the imperative: `Pay $120.00 to Harbor Print for invoice INV-1001`. */
  title: string
  /** The facts that matter: payee, amount, date, what changes, whether it can be undone. */
  summary: Fact[]
  risk: 'low' | 'medium' | 'high'
  /**
   * Exactly what will run, with every fact that people see spelled out. The model's own input may say
   * less (an invoice's number); what is approved is this.
   */
  arguments: Arguments
  /** What policy counts; absent when no money moves. */
  amount?: Money
}

/** The call cannot be proposed at all: one sentence that says why and what would help. */
export type Problem = { problem: string }

export type Outcome =
  | { status: 'succeeded'; receipt: Receipt }
  | { status: 'failed'; error: string }

/** A tool that only reads: it runs freely, within the actor's own rights. */
export type ReadTool<Input = unknown, Output = unknown> = {
  kind: 'read'
  name: string
  /** For the model: what it gives and when to use it. */
  description: string
  input: z.ZodType<Input>
  run(input: Input, context: ToolContext): Promise<Output>
}

/** A tool with consequences: it runs from the journal, under an approval, once per key. */
export type EffectTool<Input = unknown, Arguments = unknown> = {
  kind: 'effect'
  name: string
  description: string
  /** What the model says. */
  input: z.ZodType<Input>
  /** What people approve and the effect gets; parsed again before it runs. */
  arguments: z.ZodType<Arguments>
  describe(input: Input, context: ToolContext): Promise<Proposal<Arguments> | Problem>
  /** What it acts on, so that the same thing is not asked twice: `invoice:INV-1001`. */
  target(input: Input): string
  /**
   * Carries it out. `key` names this effect for ever (`request.version.line`): running again with the
   * same key changes nothing and gives the first outcome. Throws when the outcome is not known.
   */
  run(key: string, approved: Arguments, context: ToolContext): Promise<Outcome>
  /** What an earlier attempt with this key did, or null when there is no trace of it. */
  find?(key: string, context: ToolContext): Promise<Outcome | null>
}

export type Tool = ReadTool | EffectTool

/** Keeps the inferred input type of a definition without writing it twice. */
export const defineRead = <Input, Output>(tool: ReadTool<Input, Output>): ReadTool<Input, Output> =>
  tool
export const defineEffect = <Input, Arguments>(
  tool: EffectTool<Input, Arguments>,
): EffectTool<Input, Arguments> => tool
