import { expect, test } from 'vitest'
import type { MeteredGrant } from '../../domain/grants.ts'
import { endOf } from './grant-state.ts'

const now = Date.parse('2026-11-22T09:00:00Z')
const member = { id: 'member', name: 'Member', role: 'member' } as const
const grant = (over: Partial<MeteredGrant> = {}): MeteredGrant => ({
  id: 'g',
  subject: member,
  by: member,
  tool: 'send_payment',
  when: [],
  uses: 5,
  used: 2,
  spendCap: 200_00,
  spent: 80_00,
  endsAt: '2026-11-29T09:00:00.000Z',
  createdAt: '2026-11-22T08:00:00.000Z',
  requestId: 'c_1_1',
  ...over,
})

test.each<[Partial<MeteredGrant>, string | null]>([
  [{}, null],
  [{ used: 5 }, 'used up'],
  [{ spent: 200_00 }, 'used up'],
  [{ endsAt: '2026-11-22T09:00:00.000Z' }, 'ended'],
  [{ used: 5, revokedAt: '2026-11-22T08:30:00.000Z' }, 'revoked'],
])('with %j it is over: %s', (over, end) => {
  expect(endOf(grant(over), now)).toBe(end)
})
