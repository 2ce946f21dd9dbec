import { z } from 'zod'
import type { ApprovalRequest } from '../../../domain/protocol.ts'
import type { Receipt } from '../../../domain/receipt.ts'
import type { EffectTool, Outcome, Proposal } from '../../tools/tool.ts'

/** How the provider behaves at one attempt: what it does, and what it says. */
export type Behaviour =
  | 'pays'
  /** Commits, and its answer is lost. */
  | 'drops the answer'
  /** Nothing arrives, and nothing is answered. */
  | 'is away'
  /** Takes it, commits, and never says so. */
  | 'hangs'
  /** Surely nothing happened; later. */
  | 'is busy'
  | 'refuses'

const receipt: Receipt = { title: 'Paid', facts: [] }
const input = z.strictObject({ payee: z.string(), amount: z.int().positive() })

/**
 * The outside world of a test: a provider with books of its own, which outlive every crash of ours.
 * It counts what it really did, however often it is asked.
 */
export class World {
  /** How often each key moved money. */
  readonly paid = new Map<string, number>()
  /** One for each attempt, the last for all further ones. */
  script: Behaviour[] = ['pays']
  /** Whether the provider itself knows a key again. */
  idempotent = true
  /** How long it does, in milliseconds. */
  retention: number | undefined
  /** Whether it can be asked about a key. */
  answersQuestions = true
  /** The price as it stands now, in minor units. */
  price = 40_00

  get payments(): number {
    return [...this.paid.values()].reduce((sum, times) => sum + times, 0)
  }

  async pay(key: string): Promise<Outcome> {
    const [behaviour = 'pays', ...rest] = this.script
    if (rest.length > 0) this.script = rest
    switch (behaviour) {
      case 'is away':
        throw new Error('The provider did not answer.')
      case 'hangs':
        this.paid.set(key, (this.paid.get(key) ?? 0) + 1)
        return new Promise(() => {})
      case 'is busy':
        return { status: 'retry', error: 'The provider is busy.' }
      case 'refuses':
        return { status: 'failed', error: 'The provider refused.' }
      case 'pays':
      case 'drops the answer': {
        const before = this.paid.get(key) ?? 0
        if (before === 0 || !this.idempotent) this.paid.set(key, before + 1)
        if (behaviour === 'drops the answer') throw new Error('The answer was lost.')
        return { status: 'succeeded', receipt }
      }
    }
  }

  async find(key: string): Promise<Outcome | null> {
    return this.paid.has(key) ? { status: 'succeeded', receipt } : null
  }

  #proposal({ payee, amount }: z.infer<typeof input>): Proposal<z.infer<typeof input>> {
    return {
      title: `Pay ${amount} to ${payee}`,
      summary: [
        { label: 'Payee', value: payee },
        { label: 'Amount', value: String(amount) },
      ],
      risk: 'low',
      arguments: { payee, amount },
      amount: { amount, currency: 'USD' },
    }
  }

  /** A payment through this provider, as tools are written. */
  tool(change: Partial<EffectTool<unknown>> = {}): EffectTool<unknown> {
    const parse = (value: unknown) => input.parse(value)
    return {
      kind: 'effect',
      name: 'world_pay',
      description: 'Pays in a test.',
      input,
      arguments: input,
      target: (value) => `payee:${parse(value).payee}`,
      describe: async (value) => this.#proposal(parse(value)),
      edit: {
        fields: z.strictObject({
          payee: z.string().min(1),
          amount: z.int().positive().max(1_000_000_00),
        }),
        material: ['payee', 'amount'],
        input: parse,
      },
      check: async (value) => {
        const approved = parse(value)
        return approved.amount === this.price
          ? null
          : this.#proposal({ ...approved, amount: this.price })
      },
      run: (key) => this.pay(key),
      ...(this.answersQuestions && { find: (key: string) => this.find(key) }),
      ...(this.retention !== undefined && { retention: () => this.retention }),
      ...change,
    }
  }
}

export const model: ApprovalRequest['model'] = { id: 'test', promptVersion: '1' }
