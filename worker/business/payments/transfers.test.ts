import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON } from '../../testing/business.ts'
import { seedBusiness } from '../seed.ts'
import { expectSoundBooks, printing } from './testing.ts'
import {
  bookTransfer,
  claimTransfer,
  countAttempt,
  failTransfer,
  findTransfer,
  releaseTransfer,
  type Transfer,
} from './transfers.ts'

const db = env.DB
const claim = (change: object = {}) => claimTransfer(db, { ...printing, ...change }, 'sender')

async function claimed(change: object = {}): Promise<Transfer> {
  const result = await claim(change)
  if (result.outcome !== 'claimed') throw new Error(`Not claimed: ${JSON.stringify(result)}`)
  return result.transfer
}

beforeEach(() => seedBusiness(db, NOON))

describe('a claim', () => {
  test.each([
    ['another amount', { amount: 119_99 }, 'invoice_changed'],
    ['another payee', { payee: 'Tidewater Linen' }, 'invoice_changed'],
    ['a number nobody sent', { invoice: 'INV-9999' }, 'invoice_unknown'],
    ['an account that is not the payee’s', { account: 'acct_mallory' }, 'account_changed'],
    ['more than there is', { invoice: undefined, amount: 50_000_01 }, 'insufficient_balance'],
    ['a payee nobody knows', { invoice: undefined, payee: 'Mallory' }, 'payee_unknown'],
  ])('is refused for %s', async (_what, change, reason) => {
    expect(await claim(change)).toEqual({ outcome: 'refused', reason })
    expect(await findTransfer(db, printing.key)).toBeNull()
    await expectSoundBooks()
  })

  test('is known by its key, for the same payment only', async () => {
    const transfer = await claimed()
    expect(await claim()).toEqual({ outcome: 'known', transfer })
    expect(await claim({ memo: 'else' })).toEqual({ outcome: 'refused', reason: 'key_conflict' })
  })

  test('that was given up can be made again, and takes its chances', async () => {
    const transfer = await claimed()
    expect(await releaseTransfer(db, transfer, NOON + 1)).toBe(true)
    expect(await claim({ amount: 1 })).toMatchObject({ reason: 'key_conflict' })
    expect(await claim({ at: NOON + 2 })).toMatchObject({
      outcome: 'claimed',
      transfer: { attempts: 1, firstAt: NOON + 2 },
    })
    await releaseTransfer(db, transfer, NOON + 3)
    await claimed({ key: 'other' })
    expect(await claim()).toEqual({ outcome: 'refused', reason: 'invoice_not_open' })
    await expectSoundBooks()
  })
})

describe('an attempt', () => {
  test('is counted once by those who saw the same count', async () => {
    const transfer = await claimed()
    expect(await countAttempt(db, transfer)).toMatchObject({ attempts: 2 })
    expect(await countAttempt(db, transfer)).toBeNull()
  })

  test('that was overtaken says nothing any more', async () => {
    const transfer = await claimed()
    await countAttempt(db, transfer)
    expect(await failTransfer(db, transfer, 'No.', NOON)).toBe(false)
    expect(await releaseTransfer(db, transfer, NOON)).toBe(false)
    expect(await findTransfer(db, printing.key)).toMatchObject({ state: 'started' })
  })

  test('that failed is not booked', async () => {
    const transfer = await claimed()
    expect(await failTransfer(db, transfer, 'No.', NOON)).toBe(true)
    await expect(bookTransfer(db, printing.key, 'tr_1', NOON)).rejects.toThrow('do not hold it')
    await expectSoundBooks()
  })

  test('is booked once', async () => {
    await claimed()
    const entry = await bookTransfer(db, printing.key, 'tr_1', NOON)
    expect(await bookTransfer(db, printing.key, 'tr_1', NOON + 1)).toEqual(entry)
    await expectSoundBooks()
  })
})

describe('the database itself refuses', () => {
  const forged = (statement: string) => db.prepare(statement).run()

  test.each([
    ['to send something else than was claimed', 'SET amount = 1', 'transfer_is_frozen'],
    ['to send it elsewhere', "SET destination = 'acct_mallory'", 'transfer_is_frozen'],
    ['to start the provider’s memory anew', 'SET first_at = first_at + 1', 'transfer_is_frozen'],
    ['to forget an attempt', 'SET attempts = attempts - 1', 'transfer_is_frozen'],
    ['to fail without saying why', "SET state = 'failed', settled_at = 1", 'CHECK'],
    ['to give up what may have been done', "SET state = 'released', settled_at = 1", 'is_unknown'],
  ])('%s', async (_what, change, error) => {
    await countAttempt(db, await claimed())
    await expect(forged(`UPDATE transfer ${change}`)).rejects.toThrow(error)
    await expectSoundBooks()
  })

  test.each(["SET state = 'started', settled_at = NULL", "SET provider_id = 'tr_2'"])(
    'to change an outcome: %s',
    async (change) => {
      await claimed()
      await bookTransfer(db, printing.key, 'tr_1', NOON)
      await expect(forged(`UPDATE transfer ${change}`)).rejects.toThrow('transfer_is_settled')
      await expectSoundBooks()
    },
  )

  test('to delete or replace a transfer', async () => {
    await claimed()
    await expect(forged('DELETE FROM transfer')).rejects.toThrow('transfers_are_kept')
    await expect(forged('INSERT OR REPLACE INTO transfer SELECT * FROM transfer')).rejects.toThrow(
      'key_used',
    )
  })

  test('an entry that does not follow from the transfer', async () => {
    await claimed()
    const entry = forged(
      `INSERT INTO ledger_entry (workspace, key, debit_account, credit_account, amount, currency,
         invoice, payee, at)
       VALUES ('main', '${printing.key}', 'payments', 'operating', 12000, 'USD', 'INV-1001',
         'Harbor Print', 0)`,
    )
    await expect(entry).rejects.toThrow('transfer_unsettled')
  })

  test('to change an invoice whose money is on its way', async () => {
    await claimed()
    await expect(forged("UPDATE invoice SET amount = 1 WHERE number = 'INV-1001'")).rejects.toThrow(
      'invoice_in_payment',
    )
    await forged("UPDATE invoice SET amount = 1 WHERE number = 'INV-1004'")
  })
})
