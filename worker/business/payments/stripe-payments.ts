import { digestOf } from '../../../domain/digest.ts'
import { formatMoney, usd } from '../../../domain/money.ts'
import { payeeAccount } from '../invoices.ts'
import { findPayment, type Payment } from '../ledger.ts'
import type { PaymentProvider, PaymentResult } from './provider.ts'
import { refusal } from './refusal.ts'
import {
  createTransfer,
  listTransfers,
  type Stripe,
  type StripeAnswer,
  type StripeTransfer,
} from './stripe-client.ts'
import {
  bookTransfer,
  claimTransfer,
  countAttempt,
  failTransfer,
  findTransfer,
  releaseTransfer,
  type Transfer,
} from './transfers.ts'

const HOUR = 3_600_000
/** Stripe keeps a key for at least a day; the last hour is left for clocks and slow requests. */
const RETENTION_MS = 24 * HOUR - HOUR

export type StripePaymentsDeps = Stripe & {
  db: D1Database
  /** Milliseconds since the epoch. */
  now(): number
}

/**
 * Payments through Stripe: claimed in the books, sent, booked. Killed between any two of these, the
 * same key finds out what happened, and sends again only while Stripe surely remembers it.
 */
export function stripePayments(deps: StripePaymentsDeps): PaymentProvider {
  const { db, now } = deps
  const sender = digestOf([deps.baseUrl, deps.apiKey]).slice(0, 16)

  async function pay(payment: Payment): Promise<PaymentResult> {
    const { account } = payment
    if (account === undefined) {
      return (
        (await find(payment.key)) ?? {
          status: 'failed',
          error:
            'This was approved before payments went through Stripe, so nothing was paid; ask again.',
        }
      )
    }
    const claim = await claimTransfer(db, { ...payment, account, at: now() }, sender)
    switch (claim.outcome) {
      case 'refused':
        return { status: 'failed', error: await refusal(db, claim.reason, payment) }
      case 'paid':
        return { status: 'succeeded', entry: claim.entry }
      case 'claimed':
        return send(claim.transfer)
      case 'known':
        return resume(claim.transfer)
    }
  }

  /** A key that may have been sent before. */
  async function resume(transfer: Transfer): Promise<PaymentResult> {
    const { key, state, firstAt } = transfer
    if (state !== 'started' || transfer.sender !== sender || now() - firstAt >= RETENTION_MS) {
      const known = await find(key)
      if (known) return known
      throw new Error(`${key} may have been paid; Stripe may not know the key any more.`)
    }
    const counted = await countAttempt(db, transfer)
    if (!counted) throw new Error(`Another attempt at ${key} is under way.`)
    return send(counted)
  }

  async function send(transfer: Transfer): Promise<PaymentResult> {
    const { key, amount, account } = transfer
    const order = { key, amount, account, description: descriptionOf(transfer) }
    const answer = await createTransfer(deps, order)
    if (answer.answer === 'made') return book(transfer, answer.transfer)
    // Only a word on the key itself also speaks for an earlier attempt.
    if (transfer.attempts > 1 && answer.answer !== 'refused') {
      throw new Error(`${key} may have been paid by an earlier attempt; Stripe did not say.`)
    }
    if (answer.answer === 'busy') {
      if (!(await releaseTransfer(db, transfer, now()))) throw overtaken(key)
      const error = 'Stripe is too busy just now, so nothing was paid yet.'
      return { status: 'retry', error, ...(answer.after !== undefined && { after: answer.after }) }
    }
    const error = sentence(answer, transfer)
    if (!(await failTransfer(db, transfer, error, now()))) throw overtaken(key)
    return { status: 'failed', error }
  }

  async function book(transfer: Transfer, made: StripeTransfer): Promise<PaymentResult> {
    const { key, amount, account } = transfer
    const isIt =
      made.metadata.countersign_key === key &&
      made.amount === amount &&
      made.currency === 'usd' &&
      made.destination === account &&
      made.amount_reversed === 0
    if (!isIt)
      throw new Error(`${made.id} at Stripe is not what ${key} asked for; look at it there.`)
    return { status: 'succeeded', entry: await bookTransfer(db, key, made.id, now()) }
  }

  async function find(key: string): Promise<PaymentResult | null> {
    const entry = await findPayment(db, key)
    if (entry) return { status: 'succeeded', entry }
    const transfer = await findTransfer(db, key)
    if (!transfer || transfer.state === 'released') return null
    if (transfer.state === 'failed') return { status: 'failed', error: transfer.error ?? '' }
    const [made, ...others] = await listTransfers(deps, key)
    if (others.length > 0) throw new Error(`Stripe holds several transfers of ${key}.`)
    if (made) return book(transfer, made)
    if (transfer.sender === sender) return null
    throw new Error(`${key} was sent with another Stripe key, which alone can tell.`)
  }

  async function settle(
    key: string,
    outcome: 'succeeded' | 'failed',
  ): Promise<PaymentResult | null> {
    // When Stripe cannot tell, the manager's word is all that there is.
    const known = await find(key).catch(() => null)
    const transfer = known ? null : await findTransfer(db, key)
    if (transfer?.state !== 'started') return known
    if (outcome === 'succeeded') await bookTransfer(db, key, null, now())
    else {
      const reason = 'A manager settled this as not paid.'
      if (!(await failTransfer(db, transfer, reason, now()))) throw overtaken(key)
    }
    return null
  }

  return {
    retentionMs: RETENTION_MS,

    async route(payee) {
      const account = await payeeAccount(db, payee)
      if (account === null) {
        return {
          problem: `${payee} has no account with Stripe on file, so it cannot be paid; ask an admin to add one.`,
        }
      }
      const facts = [
        { label: 'Through', value: 'Stripe' },
        { label: 'Account', value: account },
      ]
      return { account, facts }
    },

    pay,
    find,
    settle,
  }
}

const overtaken = (key: string): Error =>
  new Error(`Another attempt at ${key} began before this one was answered.`)

/** What the payee reads; the same for every attempt, as Stripe compares it. */
const descriptionOf = ({ invoice, memo, payee }: Transfer): string =>
  invoice ? `Invoice ${invoice}` : (memo ?? `Payment to ${payee}`)

function sentence(
  answer: Extract<StripeAnswer, { answer: 'refused' | 'not_admitted' | 'key_conflict' }>,
  { amount, payee, account }: Transfer,
): string {
  if (answer.answer === 'not_admitted') {
    return 'Stripe did not accept the key of this company, so nothing was paid; ask an admin to check STRIPE_API_KEY.'
  }
  if (answer.answer === 'key_conflict') {
    return 'Stripe knows this reference as a different payment, so nothing was paid; ask again to make a new request.'
  }
  switch (answer.code) {
    case 'balance_insufficient':
      return `The balance at Stripe does not cover ${formatMoney(usd(amount))}, so nothing was paid; add funds there, then ask again.`
    case 'resource_missing':
    case 'account_invalid':
    case 'insufficient_capabilities_for_transfer':
    case 'transfers_not_allowed':
      return `Stripe cannot pay ${payee} at ${account}, so nothing was paid; ask an admin to check that account.`
    default:
      return `Stripe refused this payment (${answer.code}), so nothing was paid; ask an admin to look at it there.`
  }
}
