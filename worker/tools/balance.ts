import { z } from 'zod'
import { balance } from '../business/ledger.ts'
import { dollars } from './payment.ts'
import { defineRead } from './tool.ts'

export const getBalance = defineRead({
  kind: 'read',
  name: 'get_balance',
  description:
    'What the operating account holds now. `balance` is in US cents, `balanceText` is the same for people.',
  input: z.object({}),

  async run(_input, { db }) {
    const held = await balance(db)
    return {
      account: 'Operating account',
      balance: held,
      currency: 'USD',
      balanceText: dollars(held),
    }
  },
})
