import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON } from '../testing/business.ts'
import { findInvoice } from './invoices.ts'
import { balance, findPayment, post, readLedger, type Payment } from './ledger.ts'
import { seedBusiness } from './seed.ts'

const db = env.DB
const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>('n')

const printing: Payment = {
  key: 'c_a_1.1.0',
  payee: 'Harbor Print',
  amount: 120_00,
  invoice: 'INV-1001',
  at: NOON,
}

/** The books agree with themselves: lines sum to zero, balances to their lines, facts to entries. */
async function expectSoundBooks() {
  expect(await db.prepare('SELECT sum(amount) AS n FROM ledger_line').first('n')).toBe(0)
  const { results } = await db
    .prepare(
      `SELECT id, balance, (SELECT coalesce(sum(amount), 0) FROM ledger_line WHERE account = id) AS lines
       FROM account`,
    )
    .all<{ id: string; balance: number; lines: number }>()
  for (const account of results) expect(account.balance, account.id).toBe(account.lines)
  const facts = await db
    .prepare('SELECT count(*) AS n, max(seq) AS last FROM business_outbox')
    .first()
  const entries = await count('ledger_entry')
  expect(facts).toEqual({ n: entries, last: entries })
}

beforeEach(() => seedBusiness(db, NOON))

describe('a payment', () => {
  test('moves the money, closes the invoice and leaves its audit fact', async () => {
    const posted = await post(db, printing)

    expect(posted).toMatchObject({
      outcome: 'posted',
      entry: { payee: 'Harbor Print', amount: 120_00, invoice: 'INV-1001', at: NOON },
    })
    expect(await readLedger(db)).toEqual({
      balance: 49_880_00,
      entries: [
        {
          id: 2,
          key: printing.key,
          amount: 120_00,
          payee: 'Harbor Print',
          at: '2026-11-22T12:00:00.000Z',
        },
      ],
    })
    expect(await findInvoice(db, 'INV-1001')).toMatchObject({
      status: 'paid',
      paidAt: NOON,
      paidKey: printing.key,
    })
    const fact = await db
      .prepare('SELECT type, body FROM business_outbox ORDER BY seq DESC LIMIT 1')
      .first<{ type: string; body: string }>()
    expect(fact?.type).toBe('ledger.posted')
    expect(JSON.parse(fact?.body ?? '')).toMatchObject({ key: printing.key, amount: 120_00 })
    await expectSoundBooks()
  })

  test('is posted once however often its key comes', async () => {
    const first = await post(db, printing)
    const second = await post(db, { ...printing, at: NOON + 60_000 })

    expect(second).toEqual({ ...first, outcome: 'repeated' })
    expect((await readLedger(db)).entries).toHaveLength(1)
    await expectSoundBooks()
  })

  test('is posted once when its key comes twenty times at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => post(db, printing)))

    expect(outcomes.filter(({ outcome }) => outcome === 'posted')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(19)
    await expectSoundBooks()
  })

  test('does not take the key of another payment', async () => {
    await post(db, printing)

    expect(await post(db, { ...printing, amount: 1 })).toEqual({
      outcome: 'refused',
      reason: 'key_conflict',
    })
    expect(await balance(db)).toBe(49_880_00)
  })
})

describe('an invoice', () => {
  test('is paid by one of twenty payments that race for it', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(db, { ...printing, key: `racer-${index}` })),
    )

    expect(outcomes.filter(({ outcome }) => outcome === 'posted')).toHaveLength(1)
    expect(
      outcomes.filter((each) => each.outcome === 'refused' && each.reason === 'invoice_not_open'),
    ).toHaveLength(19)
    expect(await balance(db)).toBe(49_880_00)
    await expectSoundBooks()
  })

  test.each([
    ['another amount', { amount: 119_99 }, 'invoice_changed'],
    ['another payee', { payee: 'Tidewater Linen' }, 'invoice_changed'],
    ['a number nobody sent', { invoice: 'INV-9999' }, 'invoice_unknown'],
  ])('is not paid with %s', async (_what, change, reason) => {
    expect(await post(db, { ...printing, ...change })).toEqual({ outcome: 'refused', reason })
    expect(await findPayment(db, printing.key)).toBeNull()
    expect(await findInvoice(db, 'INV-1001')).toMatchObject({ status: 'open' })
    await expectSoundBooks()
  })

  test('cannot be marked paid without the payment', async () => {
    const forged = db
      .prepare(
        "UPDATE invoice SET status = 'paid', paid_at = 1, paid_key = 'none' WHERE number = ?",
      )
      .bind('INV-1001')
    await expect(forged.run()).rejects.toThrow('FOREIGN KEY')
  })
})

describe('the operating account', () => {
  const gift = { key: 'c_b_1.1.0', payee: 'Harbor Print', at: NOON }

  test('may be emptied', async () => {
    expect(await post(db, { ...gift, amount: 50_000_00 })).toMatchObject({ outcome: 'posted' })
    expect(await balance(db)).toBe(0)
  })

  test('is never overdrawn, and a refused payment leaves nothing', async () => {
    expect(await post(db, { ...gift, amount: 50_000_01 })).toEqual({
      outcome: 'refused',
      reason: 'insufficient_balance',
    })
    expect(await readLedger(db)).toEqual({ balance: 50_000_00, entries: [] })
    await expectSoundBooks()
  })

  test('is never overdrawn by payments at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        post(db, { ...gift, key: `gift-${index}`, amount: 20_000_00 }),
      ),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'posted')).toHaveLength(2)
    expect(await balance(db)).toBe(10_000_00)
    await expectSoundBooks()
  })

  test('pays nobody who never sent an invoice', async () => {
    expect(await post(db, { ...gift, payee: 'Mallory', amount: 1 })).toEqual({
      outcome: 'refused',
      reason: 'payee_unknown',
    })
  })
})

describe('the ledger', () => {
  beforeEach(() => post(db, printing))

  test.each([
    'UPDATE ledger_entry SET amount = 1',
    'DELETE FROM ledger_entry',
    'UPDATE business_outbox SET at = 0',
    'DELETE FROM business_outbox',
  ])('refuses %s', async (statement) => {
    await expect(db.prepare(statement).run()).rejects.toThrow('append_only')
    await expectSoundBooks()
  })

  test('refuses to replace an entry', async () => {
    const forged = db.prepare(
      `INSERT OR REPLACE INTO ledger_entry
         (id, workspace, key, debit_account, credit_account, amount, currency, payee, at)
       VALUES (2, 'main', 'other', 'payments', 'operating', 1, 'USD', 'Harbor Print', 0)`,
    )
    await expect(forged.run()).rejects.toThrow('key_used')
    await expectSoundBooks()
  })

  test.each([
    ['no amount', "'payments', 'operating', 0"],
    ['a negative amount', "'payments', 'operating', -5"],
    ['one account on both sides', "'operating', 'operating', 5"],
    ['an account that does not exist', "'payments', 'elsewhere', 5"],
  ])('refuses an entry with %s', async (_what, values) => {
    const unbalanced = db.prepare(
      `INSERT INTO ledger_entry (workspace, key, debit_account, credit_account, amount, currency, at)
       VALUES ('main', 'bad', ${values}, 'USD', 0)`,
    )
    await expect(unbalanced.run()).rejects.toThrow('constraint')
    await expectSoundBooks()
  })
})
