import { WORKSPACE } from '../env.ts'

/** The account that payments leave from, and the one that they are booked to. */
const OPERATING = 'operating'
const PAYMENTS = 'payments'

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
}

/** Why the database refused a payment; the names are those of its constraints and triggers. */
const refusalReasons = [
  'insufficient_balance',
  'invoice_unknown',
  'invoice_not_open',
  'invoice_changed',
  'payee_unknown',
] as const

export type PostOutcome =
  | { outcome: 'posted'; entry: Posted }
  /** This very payment was posted with this key before. */
  | { outcome: 'repeated'; entry: Posted }
  /** Nothing was written; `key_conflict`: the key belongs to another payment. */
  | { outcome: 'refused'; reason: (typeof refusalReasons)[number] | 'key_conflict' }

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
  db.prepare(`SELECT ${columns} FROM ledger_entry WHERE key = ?`).bind(key).first<Posted>()

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
         VALUES (?, ?, ?, ?, ?, 'USD', ?, ?, ?, ?) RETURNING ${columns}`,
      )
      .bind(WORKSPACE, key, PAYMENTS, OPERATING, amount, invoice, payee, memo, at)
      .first<Posted>()
    if (!entry) throw new Error('The ledger returned no entry for a posted payment.')
    return { outcome: 'posted', entry }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (message.includes('key_used')) return repeated(payment, await findPayment(db, key))
    const reason = refusalReasons.find((name) => message.includes(name))
    if (!reason) throw error
    return { outcome: 'refused', reason }
  }
}

/** The time may differ: an attempt that is repeated comes later than the first. */
function repeated(payment: Payment, entry: Posted | null): PostOutcome {
  const same =
    entry?.payee === payment.payee &&
    entry.amount === payment.amount &&
    entry.invoice === (payment.invoice ?? null) &&
    entry.memo === (payment.memo ?? null)
  return same ? { outcome: 'repeated', entry } : { outcome: 'refused', reason: 'key_conflict' }
}
