import { z } from 'zod'
import { accounts } from '../business/access.ts'
import { defineRead } from './tool.ts'

export const listPeople = defineRead({
  kind: 'read',
  name: 'list_people',
  description:
    'List everybody with an account: account name, name and role. Use it to find whom a name means.',
  input: z.object({}),

  run: async (_input, { db }) => ({
    people: (await accounts(db)).map(({ id, name, role }) => ({ account: id, name, role })),
  }),
})
