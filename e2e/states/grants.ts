import { meteredGrant, type MeteredGrant } from '../../domain/grants.ts'
import { hours, maya, rob } from './request.ts'

const base: MeteredGrant = {
  id: 'g_1',
  subject: maya,
  by: maya,
  tool: 'send_payment',
  when: [
    { fact: 'payee', op: 'eq', value: 'Harbor Print' },
    { fact: 'amount', op: 'lte', value: 40_00 },
  ],
  spendCap: 200_00,
  uses: 5,
  used: 2,
  spent: 70_00,
  createdAt: hours(-26),
  endsAt: hours(5 * 24),
  requestId: 'c_states_succeeded',
}

/** One of each kind: in use, somebody else's word, used up, over, taken back. */
export const grants: readonly MeteredGrant[] = meteredGrant.array().parse([
  base,
  {
    ...base,
    id: 'g_2',
    by: rob,
    tool: 'pay_invoice',
    when: [{ fact: 'payee', op: 'eq', value: 'Northwind Catering' }],
    spendCap: undefined,
    used: 0,
    spent: 0,
    createdAt: hours(-30),
  },
  { ...base, id: 'g_3', used: 5, spent: 190_00, createdAt: hours(-50) },
  { ...base, id: 'g_4', endsAt: hours(-1), createdAt: hours(-60) },
  { ...base, id: 'g_5', revokedAt: hours(-3), revokedBy: maya, createdAt: hours(-70) },
])
