import type { z } from 'zod'
import type { Money } from '../../domain/money.ts'
import type { Condition } from '../../domain/condition.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Fact, Receipt } from '../../domain/receipt.ts'
import type { Person } from '../../domain/roles.ts'
import type { MailProvider } from '../business/mail/provider.ts'
import type { PaymentProvider } from '../business/payments/provider.ts'
import type { RequestFilter } from '../rpc.ts'

/** What a tool may reach. Time is passed in; identity is the conversation's owner. */
export type ToolContext = {
  db: D1Database
  actor: Person
  /** Milliseconds since the epoch. */
  now: number
  /** How money leaves the company; the ledger itself when absent. */
  payments?: PaymentProvider
  /** How e-mail leaves the company; it stays queued when absent. */
  mail?: MailProvider
  /** Closes the sockets of a person whose role has changed; they come back under the new one. */
  roleChanged?(personId: string): Promise<void>
  /** Requests that the actor may see, for the tools that speak of approvals. */
  requests(filter: RequestFilter): Promise<ApprovalRequest[]>
  /** Takes back a request of this conversation, in the actor's name; what became of it, or why not. */
  withdraw?(requestId: string): Promise<unknown>
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
  /** What "such a call" means when somebody grants it: conditions on the arguments. */
  grantable?: Condition[]
}

/** The call cannot be proposed at all: one sentence that says why and what would help. */
export type Problem = { problem: string }

/**
 * What an attempt did. `retry`: surely nothing happened, and the same key may go again after so many
 * milliseconds. An attempt that throws is one of which nobody knows.
 */
export type Outcome =
  | { status: 'succeeded'; receipt: Receipt }
  | { status: 'failed'; error: string }
  | { status: 'retry'; error: string; after?: number }

/**
 * A tool that reads, or does what concerns nobody but the actor: it runs freely, within the actor's own
 * rights, and nobody is asked.
 */
export type ReadTool<Input = unknown, Output = unknown> = {
  kind: 'read'
  name: string
  /** For the model: what it gives and when to use it. */
  description: string
  input: z.ZodType<Input>
  run(input: Input, context: ToolContext): Promise<Output>
  /**
   * What it gives was written by strangers (mail, files, supplier's words): it reaches the model
   * fenced off, and in the rest of that turn no grant and no rule allows a call without asking.
   */
  untrusted?: true
  /** It does something in the person's name: not once words of strangers were read, who may have asked for it. */
  inTheirName?: true
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
  /** The fields that people may change while a request waits; without it there are none. */
  edit?: {
    /** A strict object of those fields of the arguments; `title` and `format` reach the form. */
    fields: z.ZodObject
    /** Those whose change needs the member's word again: payee, amount, date. */
    material: readonly string[]
    /** The arguments as a call's input, so that the edited call is described anew. */
    input(approved: Arguments): Input
  }
  /**
   * Looks, just before the first attempt, whether the facts that people approved still hold. Gives the
   * proposal as it would be made now when they moved, else null. Problems are left to `run`.
   */
  check?(approved: Arguments, context: ToolContext): Promise<Proposal<Arguments> | null>
  /** How long after the approval the effect waits and can be undone, in milliseconds. */
  undoMs?: number
  /**
   * Carries it out. `key` names this effect for ever (`request.version.line`): running again with the
   * same key changes nothing and gives the first outcome. Throws when the outcome is not known.
   */
  run(key: string, approved: Arguments, context: ToolContext): Promise<Outcome>
  /** What an earlier attempt with this key did, or null when there is no trace of it. */
  find?(key: string, context: ToolContext): Promise<Outcome | null>
  /**
   * How long after its first attempt the same key is safe to send again although `find` knows nothing
   * of it, in milliseconds; for ever when absent.
   */
  retention?(context: ToolContext): number | undefined
  /**
   * Puts a manager's word on an unknown outcome where the effect keeps its books, so that nothing stays
   * held for it; called before the journal takes that word. Gives the real outcome in its place when it
   * is known after all. Safe to repeat.
   */
  settle?(
    key: string,
    outcome: 'succeeded' | 'failed',
    context: ToolContext,
  ): Promise<Outcome | null>
}

export type Tool = ReadTool | EffectTool

/** Keeps the inferred input type of a definition without writing it twice. */
export const defineRead = <Input, Output>(tool: ReadTool<Input, Output>): ReadTool<Input, Output> =>
  tool
export const defineEffect = <Input, Arguments>(
  tool: EffectTool<Input, Arguments>,
): EffectTool<Input, Arguments> => tool
