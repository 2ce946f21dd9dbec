import { WORKSPACE } from '../../env.ts'
import {
  findPayment,
  isKeyUsed,
  isSamePayment,
  OPERATING,
  type Payment,
  PAYMENTS,
  type Posted,
  refusalIn,
  type RefusalReason,
} from '../ledger.ts'

/** A payment that is claimed here and sent through a provider. Minor units, milliseconds. */
export type Transfer = {
  key: string
  payee: string
  amount: number
  invoice: string | null
  memo: string | null
  /** The payee's account with the provider. */
  account: string
  /** `released`: surely not done, and the key may be claimed again. */
  state: 'started' | 'released' | 'succeeded' | 'failed'
  /** How many times it was sent, or was about to be; above one, an earlier attempt may have arrived. */
  attempts: number
  /** Which account at the provider was asked, as a digest. */
  sender: string
  error: string | null
  firstAt: number
}

export type Claim =
  /** This attempt is the only one that there has been. */
  | { outcome: 'claimed'; transfer: Transfer }
  /** The key was claimed before, for this very payment. */
  | { outcome: 'known'; transfer: Transfer }
  | { outcome: 'paid'; entry: Posted }
  | { outcome: 'refused'; reason: RefusalReason }

const columns = `key, payee, amount, invoice, memo, destination AS account, state, attempts, sender,
  error, first_at AS firstAt`

/** What is known here of the transfer with this key, or null when none was ever claimed. */
export const findTransfer = (db: D1Database, key: string): Promise<Transfer | null> =>
  db.prepare(`SELECT ${columns} FROM transfer WHERE key = ?`).bind(key).first<Transfer>()

/**
 * Holds invoice and money for a payment that is about to be sent for the first time. The database
 * compares the facts that people approved, inside the write. Throws when it did not answer.
 */
export async function claimTransfer(
  db: D1Database,
  payment: Payment & { account: string },
  sender: string,
): Promise<Claim> {
  const { key, payee, amount, at, account, invoice = null, memo = null } = payment
  try {
    const transfer = await db
      .prepare(
        `INSERT INTO transfer (key, workspace, debit_account, credit_account, amount, currency,
           invoice, payee, memo, destination, sender, first_at)
         VALUES (?, ?, ?, ?, ?, 'USD', ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET state = 'started', attempts = 1, settled_at = NULL,
           sender = excluded.sender, first_at = excluded.first_at
         RETURNING ${columns}`,
      )
      .bind(key, WORKSPACE, PAYMENTS, OPERATING, amount, invoice, payee, memo, account, sender, at)
      .first<Transfer>()
    if (!transfer) throw new Error('The database returned no row for a claimed transfer.')
    return { outcome: 'claimed', transfer }
  } catch (error) {
    if (isKeyUsed(error)) return earlier(db, payment)
    const reason = refusalIn(error)
    if (!reason) throw error
    return { outcome: 'refused', reason }
  }
}

async function earlier(db: D1Database, payment: Payment): Promise<Claim> {
  const entry = await findPayment(db, payment.key)
  const transfer = entry ? null : await findTransfer(db, payment.key)
  const known = entry ?? transfer
  if (!known || !isSamePayment(payment, known))
    return { outcome: 'refused', reason: 'key_conflict' }
  if (entry) return { outcome: 'paid', entry }
  return transfer ? { outcome: 'known', transfer } : { outcome: 'refused', reason: 'key_conflict' }
}

/** Counts a further attempt before its first byte leaves; null when another attempt was faster. */
export const countAttempt = (
  db: D1Database,
  { key, attempts }: Transfer,
): Promise<Transfer | null> =>
  db
    .prepare(
      `UPDATE transfer SET attempts = attempts + 1
       WHERE key = ? AND state = 'started' AND attempts = ? RETURNING ${columns}`,
    )
    .bind(key, attempts)
    .first<Transfer>()

/**
 * Gives up the claim of a first attempt that surely did nothing. False when another attempt has begun
 * meanwhile, which then says what became of it.
 */
export const releaseTransfer = async (
  db: D1Database,
  { key }: Transfer,
  at: number,
): Promise<boolean> =>
  (await db
    .prepare(
      `UPDATE transfer SET state = 'released', settled_at = ?
       WHERE key = ? AND state = 'started' AND attempts = 1 RETURNING key`,
    )
    .bind(at, key)
    .first()) !== null

/** Says why it failed and frees what it held. False when somebody else has said or begun something. */
export const failTransfer = async (
  db: D1Database,
  { key, attempts }: Transfer,
  error: string,
  at: number,
): Promise<boolean> =>
  (await db
    .prepare(
      `UPDATE transfer SET state = 'failed', error = ?, settled_at = ?
       WHERE key = ? AND state = 'started' AND attempts = ? RETURNING key`,
    )
    .bind(error, at, key, attempts)
    .first()) !== null

/**
 * Books a transfer that was made: outcome, ledger entry, balances, invoice and audit facts in one
 * statement. Safe to repeat. Throws when it was settled as failed before.
 */
export async function bookTransfer(
  db: D1Database,
  key: string,
  providerId: string | null,
  at: number,
): Promise<Posted> {
  await db
    .prepare(
      `UPDATE transfer SET state = 'succeeded', provider_id = ?, settled_at = ?
       WHERE key = ? AND state = 'started'`,
    )
    .bind(providerId, at, key)
    .run()
  const entry = await findPayment(db, key)
  if (entry) return entry
  throw new Error(`${key} was made (${providerId ?? 'as settled'}), and the books do not hold it.`)
}
