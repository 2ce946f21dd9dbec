import { WORKSPACE } from '../env.ts'

/** An invoice as the business keeps it. Amounts in minor units, times in milliseconds. */
export type Invoice = {
  number: string
  payee: string
  amount: number
  currency: 'USD'
  dueAt: number
  status: 'open' | 'paid'
  paidAt: number | null
  /** Key of the ledger entry that paid it. */
  paidKey: string | null
  /** Key of the transfer that is to pay it and whose outcome is not known yet. */
  payingKey: string | null
}

const columns = `number, payee, amount, currency, due_at AS dueAt, status, paid_at AS paidAt,
  paid_key AS paidKey, (SELECT key FROM transfer
    WHERE workspace = invoice.workspace AND invoice = invoice.number AND state = 'started'
  ) AS payingKey`

/** `inv-1001`, `INV 1001`, `#1001` and `1001` are all `INV-1001`; anything else only loses its case. */
export function invoiceNumber(text: string): string {
  const digits = /^(?:inv(?:oice)?)?[\s\-#:]*(\d+)$/i.exec(text.trim())?.[1]
  return digits ? `INV-${digits}` : text.trim().toUpperCase()
}

/** The invoice with this number, listed or not, open or paid; null when there is none. */
export const findInvoice = (db: D1Database, number: string): Promise<Invoice | null> =>
  db
    .prepare(`SELECT ${columns} FROM invoice WHERE workspace = ? AND number = ?`)
    .bind(WORKSPACE, invoiceNumber(number))
    .first<Invoice>()

/** What the supplier wrote on an invoice, or null when it is blank. */
export const noteOf = (db: D1Database, number: string): Promise<string | null> =>
  db
    .prepare('SELECT note FROM invoice WHERE workspace = ? AND number = ?')
    .bind(WORKSPACE, number)
    .first<string>('note')

/** Listed open invoices, the ones due first leading; `payee` narrows by any part of the name. */
export async function openInvoices(db: D1Database, payee = ''): Promise<Invoice[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM invoice
       WHERE workspace = ? AND status = 'open' AND listed = 1
         AND instr(lower(payee), lower(?)) > 0
       ORDER BY due_at, number`,
    )
    .bind(WORKSPACE, payee.trim())
    .all<Invoice>()
  return results
}

/** The payee's name as the books spell it, or null for someone who never sent an invoice. */
export const findPayee = (db: D1Database, name: string): Promise<string | null> =>
  db
    .prepare('SELECT payee FROM invoice WHERE workspace = ? AND lower(payee) = lower(?) LIMIT 1')
    .bind(WORKSPACE, name.trim())
    .first<string>('payee')

/** The account of this payee with the payments provider, or null when none is on file. */
export const payeeAccount = (db: D1Database, payee: string): Promise<string | null> =>
  db
    .prepare('SELECT account FROM payee_account WHERE workspace = ? AND payee = ?')
    .bind(WORKSPACE, payee)
    .first<string>('account')

/** Payees of listed invoices, paid ones included, in alphabetical order. */
export async function knownPayees(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT DISTINCT payee FROM invoice WHERE workspace = ? AND listed = 1 ORDER BY payee')
    .bind(WORKSPACE)
    .all<{ payee: string }>()
  return results.map((row) => row.payee)
}
