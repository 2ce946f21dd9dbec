import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { NOON } from '../testing/business.ts'
import { findInvoice, findPayee, invoiceNumber, knownPayees, openInvoices } from './invoices.ts'
import { post, readLedger } from './ledger.ts'
import { seedBusiness } from './seed.ts'

const db = env.DB

async function everything() {
  const tables = [
    'account',
    'invoice',
    'ledger_entry',
    'transfer',
    'payee_account',
    'business_outbox',
    'setting',
  ]
  const results = await db.batch(tables.map((table) => db.prepare(`SELECT * FROM ${table}`)))
  return results.map(({ results }) => results)
}

test('the demo starts with $50,000.00, six listed invoices and two hundred small ones', async () => {
  await seedBusiness(db, NOON)

  expect(await readLedger(db)).toEqual({ balance: 50_000_00, entries: [] })
  const listed = await openInvoices(db)
  expect(listed.map(({ number, payee, amount }) => [number, payee, amount]).toSorted()).toEqual([
    ['INV-1001', 'Harbor Print', 120_00],
    ['INV-1002', 'Northwind Catering', 1_850_00],
    ['INV-1003', 'Alder Construction', 9_400_00],
    ['INV-1004', 'Harbor Print', 75_50],
    ['INV-1005', 'Alder Construction', 31_000_00],
    ['INV-1006', 'Tidewater Linen', 640_00],
  ])
  expect(listed.every(({ dueAt }) => dueAt > NOON)).toBe(true)
  const unlisted = await db
    .prepare(
      'SELECT count(*) AS n, min(number) AS low, max(number) AS high FROM invoice WHERE listed = 0 AND amount = 1000',
    )
    .first()
  expect(unlisted).toEqual({ n: 200, low: 'INV-2001', high: 'INV-2200' })
  expect(await findInvoice(db, 'inv-2200')).toMatchObject({ amount: 10_00, status: 'open' })
})

test('seeding twice, with payments between, is seeding once', async () => {
  await seedBusiness(db, NOON)
  const fresh = await everything()

  await post(db, { key: 'k1', payee: 'Harbor Print', amount: 120_00, invoice: 'INV-1001', at: 1 })
  await post(db, { key: 'k2', payee: 'Tidewater Linen', amount: 5_00, at: 2 })
  await seedBusiness(db, NOON)

  expect(await everything()).toEqual(fresh)
})

test('after seeding the ledger is append-only again', async () => {
  await seedBusiness(db, NOON)
  await expect(db.prepare('DELETE FROM ledger_entry').run()).rejects.toThrow('append_only')
})

test('invoices are found by any part of the payee, payees by their whole name', async () => {
  await seedBusiness(db, NOON)

  expect((await openInvoices(db, ' harbor ')).map(({ number }) => number)).toEqual([
    'INV-1001',
    'INV-1004',
  ])
  expect(await openInvoices(db, '%')).toEqual([])
  expect(await findPayee(db, 'HARBOR print')).toBe('Harbor Print')
  expect(await findPayee(db, 'Harbor')).toBeNull()
  expect(await knownPayees(db)).toEqual([
    'Alder Construction',
    'Harbor Print',
    'Northwind Catering',
    'Tidewater Linen',
  ])
})

test.each(['INV-1001', 'inv-1001', ' Inv 1001', '#1001', '1001', 'invoice 1001'])(
  '%j names INV-1001',
  (text) => expect(invoiceNumber(text)).toBe('INV-1001'),
)

test('a number of another form only loses its case', () => {
  expect(invoiceNumber(' x-7b ')).toBe('X-7B')
})
