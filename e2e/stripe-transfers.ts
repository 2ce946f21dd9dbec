import { refused, type StripeAnswer } from './stripe-answers.ts'

export type TransferObject = {
  id: string
  object: 'transfer'
  amount: number
  amount_reversed: number
  balance_transaction: string
  created: number
  currency: string
  description: string | null
  destination: string
  destination_payment: string
  livemode: boolean
  metadata: Record<string, string>
  reversals: { object: 'list'; data: []; has_more: boolean; total_count: number; url: string }
  reversed: boolean
  source_transaction: string | null
  source_type: string
  transfer_group: string | null
}

export type TransferOptions = {
  now: () => number
  /** What the platform's balance holds, in cents. */
  balance: number
  /** Connected accounts that take transfers; every well-formed one unless given. */
  accounts?: readonly string[] | undefined
}

/** Stripe's transfers to connected accounts: https://docs.stripe.com/api/transfers */
export class StripeTransfers {
  /** Every transfer that was made, oldest first. */
  readonly made: TransferObject[] = []
  /** What the platform's balance holds; may be changed. */
  balance: number
  readonly #now: () => number
  readonly #accounts: readonly string[] | undefined

  constructor({ now, balance, accounts }: TransferOptions) {
    this.#now = now
    this.balance = balance
    this.#accounts = accounts
  }

  create(parameters: Record<string, string>): StripeAnswer {
    const { currency = '', destination = '', description, transfer_group } = parameters
    const amount = Number(parameters.amount)
    if (!Number.isSafeInteger(amount) || amount < 1) {
      return refused(400, 'parameter_invalid_integer', 'Invalid positive integer', 'amount')
    }
    if (!(this.#accounts?.includes(destination) ?? /^acct_\w+$/.test(destination))) {
      const message = `No such destination: '${destination}'`
      return refused(400, 'resource_missing', message, 'destination')
    }
    if (amount > this.balance) {
      const message = 'The Stripe balance does not cover this transfer.'
      return refused(400, 'balance_insufficient', message)
    }
    this.balance -= amount
    const number = String(this.made.length + 1).padStart(24, '0')
    const id = `tr_${number}`
    const transfer: TransferObject = {
      id,
      object: 'transfer',
      amount,
      amount_reversed: 0,
      balance_transaction: `txn_${number}`,
      created: Math.floor(this.#now() / 1000),
      currency,
      description: description ?? null,
      destination,
      destination_payment: `py_${number}`,
      livemode: false,
      metadata: metadataIn(parameters),
      reversals: {
        object: 'list',
        data: [],
        has_more: false,
        total_count: 0,
        url: `/v1/transfers/${id}/reversals`,
      },
      reversed: false,
      source_transaction: null,
      source_type: 'card',
      transfer_group: transfer_group ?? null,
    }
    this.made.push(transfer)
    return { status: 200, body: transfer }
  }

  /** Newest first, in pages. */
  list(query: Record<string, string>): StripeAnswer {
    const { transfer_group: group, limit = '10', starting_after: after } = query
    const matching = this.made
      .toReversed()
      .filter((one) => group === undefined || one.transfer_group === group)
    const start = matching.findIndex(({ id }) => id === after) + 1
    const data = matching.slice(start, start + Number(limit))
    const has_more = matching.length > start + data.length
    return { status: 200, body: { object: 'list', url: '/v1/transfers', has_more, data } }
  }
}

/** `metadata[order]=7` → `{order: '7'}`. */
function metadataIn(parameters: Record<string, string>): Record<string, string> {
  const fields = Object.entries(parameters).flatMap(([name, value]) => {
    const inner = /^metadata\[(.+)\]$/.exec(name)?.[1]
    return inner === undefined ? [] : [[inner, value] as const]
  })
  return Object.fromEntries(fields)
}
