import { WORKSPACE } from '../env.ts'

/** The account that payments leave from, and the one that they are booked to. */
export const OPERATING = 'operating'
export const PAYMENTS = 'payments'

/** One payment as people with access to the ledger see it: minor units, ISO 8601. */
export type LedgerEntry = { id: number; key: string; amount: number; payee: string; at: string }

/** `balance` is what the operating account holds after all entries. */
export type Ledger = { balance: number; entries: LedgerEntry[] }

/** A payment out of the operating account. `at` is milliseconds since the epoch. */
export type Payment = {
  /** Names this payment for ever; posting it again changes nothing. */
  key: string
  /** As the books spell it. */
  payee: string
  /** Minor units, above zero. */
  amount: number
  at: number
  /** The open invoice that this pays in full. */
  invoice?: string
  memo?: string
  /** Where people saw the money going, when it leaves through a provider. */
  account?: string
}

/** A payment as it stands in the ledger. */
export type Posted = {
  id: number
  key: string
  payee: string
  amount: number
  currency: 'USD'
  at: number
  invoice: string | null
  memo: string | null
  /** Where it went through a provider, and the provider's name for it as far as known. */
  account: string | null
  providerId: string | null
}

/** Why the database refused a payment; the names are those of its constraints and triggers. */
const refusalReasons = [
  'insufficient_balance',
  'invoice_unknown',
  'invoice_not_open',
  'invoice_changed',
  'payee_unknown',
  'account_changed',
] as const
/** `key_conflict`: the key belongs to another payment. */
export type RefusalReason = (typeof refusalReasons)[number] | 'key_conflict'

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Why the database refused a write, or null when the error is something else. */
export const refusalIn = (error: unknown): RefusalReason | null =>
  refusalReasons.find((name) => messageOf(error).includes(name)) ?? null

/** Whether a write was refused because its key has been used before. */
export const isKeyUsed = (error: unknown): boolean => messageOf(error).includes('key_used')

export type PostOutcome =
  | { outcome: 'posted'; entry: Posted }
  /** This very payment was posted with this key before. */
  | { outcome: 'repeated'; entry: Posted }
  /** Nothing was written. */
  | { outcome: 'refused'; reason: RefusalReason }

const columns = 'id, key, payee, amount, currency, at, invoice, memo'

/** What the operating account holds, in minor units. */
export async function balance(db: D1Database): Promise<number> {
  const held = await db
    .prepare('SELECT balance FROM account WHERE workspace = ? AND id = ?')
    .bind(WORKSPACE, OPERATING)
    .first<number>('balance')
  if (held === null) throw new Error('The operating account is missing; run the migrations.')
  return held
}

/** What of it may still be spent: payments on their way through a provider are set aside. */
export async function available(db: D1Database): Promise<number> {
  const rest = await db
    .prepare(
      `SELECT balance - (SELECT coalesce(sum(amount), 0) FROM transfer
         WHERE workspace = account.workspace AND credit_account = account.id AND state = 'started'
       ) AS rest FROM account WHERE workspace = ? AND id = ?`,
    )
    .bind(WORKSPACE, OPERATING)
    .first<number>('rest')
  if (rest === null) throw new Error('The operating account is missing; run the migrations.')
  return rest
}

/** Every payment, the newest last, and what is left. The opening balance is not a payment. */
export async function readLedger(db: D1Database): Promise<Ledger> {
  const [accounts, payments] = await db.batch<{ balance: number } & Posted>([
    db
      .prepare('SELECT balance FROM account WHERE workspace = ? AND id = ?')
      .bind(WORKSPACE, OPERATING),
    db
      .prepare(
        `SELECT ${columns} FROM ledger_entry WHERE workspace = ? AND credit_account = ? ORDER BY id`,
      )
      .bind(WORKSPACE, OPERATING),
  ])
  return {
    balance: accounts?.results[0]?.balance ?? 0,
    entries: (payments?.results ?? []).map(({ id, key, amount, payee, at }) => ({
      id,
      key,
      amount,
      payee,
      at: new Date(at).toISOString(),
    })),
  }
}

/** The payment with this key, or null when there is no trace of it. */
export const findPayment = (db: D1Database, key: string): Promise<Posted | null> =>
  db
    .prepare(
      `SELECT ${columns},
         (SELECT destination FROM transfer WHERE key = ledger_entry.key) AS account,
         (SELECT provider_id FROM transfer WHERE key = ledger_entry.key) AS providerId
       FROM ledger_entry WHERE key = ?`,
    )
    .bind(key)
    .first<Posted>()

/**
 * Posts one payment: a single insert, whose triggers recheck the facts, move both balances, close the
 * invoice and write the audit fact, all or nothing. Safe to repeat with the same key at any time.
 * Throws when the database did not say what happened.
 */
export async function post(db: D1Database, payment: Payment): Promise<PostOutcome> {
  const { key, payee, amount, at, invoice = null, memo = null } = payment
  try {
    const entry = await db
      .prepare(
        `INSERT INTO ledger_entry
           (workspace, key, debit_account, credit_account, amount, currency, invoice, payee, memo, at)
         VALUES (?, ?, ?, ?, ?, 'USD', ?, ?, ?, ?)
         RETURNING ${columns}, NULL AS account, NULL AS providerId`,
      )
      .bind(WORKSPACE, key, PAYMENTS, OPERATING, amount, invoice, payee, memo, at)
      .first<Posted>()
    if (!entry) throw new Error('The ledger returned no entry for a posted payment.')
    return { outcome: 'posted', entry }
  } catch (error) {
    if (isKeyUsed(error)) {
      const entry = await findPayment(db, key)
      return entry && isSamePayment(payment, entry)
        ? { outcome: 'repeated', entry }
        : { outcome: 'refused', reason: 'key_conflict' }
    }
    const reason = refusalIn(error)
    if (!reason) throw error
    return { outcome: 'refused', reason }
  }
}

/** The time may differ: an attempt that is repeated comes later than the first. */
export const isSamePayment = (
  payment: Payment,
  earlier: Pick<Posted, 'payee' | 'amount' | 'invoice' | 'memo' | 'account'>,
): boolean =>
  earlier.payee === payment.payee &&
  earlier.amount === payment.amount &&
  earlier.invoice === (payment.invoice ?? null) &&
  earlier.memo === (payment.memo ?? null) &&
  earlier.account === (payment.account ?? null)
