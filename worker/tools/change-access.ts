import { z } from 'zod'
import { inList } from '../../domain/durations.ts'
import { oneLine } from '../../domain/plain-text.ts'
import { aRole, role, type Role } from '../../domain/roles.ts'
import {
  type AccessChange,
  type AccessRefusal,
  accounts,
  accountsCalled,
  recordAccessChange,
  findAccessChange,
  isLastAdmin,
} from '../business/access.ts'
import { movedFrom } from './payment.ts'
import {
  defineEffect,
  type Outcome,
  type Problem,
  type Proposal,
  type ToolContext,
} from './tool.ts'

const callInput = z.object({
  person: z
    .string()
    .overwrite(oneLine)
    .min(1)
    .max(254)
    .describe('Account name, name or e-mail address of the person'),
  role: role.describe('The role to give'),
})
type Call = z.infer<typeof callInput>

const approved = z.object({
  /** The account. */
  person: z.string(),
  name: z.string(),
  /** The role that people saw; nothing is changed when it is another one by then. */
  from: role,
  role,
})
type Approved = z.infer<typeof approved>

/** What a role may do beyond its own conversations and requests, for people. */
const may: Record<Role, string> = {
  member: 'Make requests; decide nothing about those of others',
  reviewer: 'Answer requests of others that ask for a reviewer',
  manager:
    'Answer requests that ask for a manager or a reviewer, settle unknown ones, read the books',
  auditor: 'Read the books and the audit log; decide nothing about requests of others',
  admin:
    'Propose changes of the policy, read the books and the audit log; decide no requests of others',
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

async function unknown(text: string, db: D1Database): Promise<Problem> {
  const names = (await accounts(db)).slice(0, 10).map(({ name }) => name)
  return {
    problem: `I know nobody called ${text}; there are ${inList(names) || 'no accounts yet'}.`,
  }
}

async function describe(call: Call, { db }: ToolContext): Promise<Proposal<Approved> | Problem> {
  const found = await accountsCalled(db, call.person)
  const [person] = found
  if (!person) return unknown(call.person, db)
  if (found.length > 1) {
    const which = inList(
      found.map(({ email }) => email),
      'or',
    )
    return { problem: `Several people are called ${person.name}; say which by address: ${which}.` }
  }
  const { id, name, email, role: from } = person
  if (from === call.role) return { problem: `${name} is ${aRole(from)} already.` }
  if (await isLastAdmin(db, person)) {
    return { problem: `${name} is the only admin; make somebody else an admin first.` }
  }
  return {
    title: `Give ${name} the role ${call.role}`,
    summary: [
      { label: 'Person', value: `${name}, ${email}` },
      { label: 'Role', value: `${capital(from)} becomes ${call.role}` },
      { label: 'May then', value: may[call.role] },
      { label: 'When', value: 'Takes effect at once; sessions stay' },
      { label: 'Undo', value: 'Cannot be undone; changing it back would be a new request' },
    ],
    risk: 'high',
    arguments: { person: id, name, from, role: call.role },
  }
}

const refusals: Record<AccessRefusal, string> = {
  role_changed:
    'The person’s role changed after this was approved, so nothing was changed; ask again to see it as it is now.',
  last_admin: 'This would leave the workspace without an admin, so nothing was changed.',
  person_unknown: 'There is no such account any more, so nothing was changed.',
  key_conflict:
    'This reference belongs to a different change, so nothing was changed; ask again to make a new request.',
}

/**
 * What a change came to, once the sockets that were let in under the old role are closed: a crash may
 * have come before that, so whoever learns of the change sees to it. Throws when they cannot be closed.
 */
async function done(change: AccessChange, context: ToolContext): Promise<Outcome> {
  await context.roleChanged?.(change.person)
  const { key, name, from, to } = change
  return {
    status: 'succeeded',
    receipt: {
      title: `Gave ${name} the role ${to}`,
      facts: [
        { label: 'Person', value: name },
        { label: 'Role before', value: capital(from) },
        { label: 'Role now', value: capital(to) },
        { label: 'Reference', value: key },
      ],
    },
  }
}

export const changeAccess = defineEffect({
  kind: 'effect',
  name: 'change_access',
  description:
    'Give a person with an account another role: member, reviewer, manager, auditor or admin. ' +
    'Other people confirm it before anything changes.',
  input: callInput,

  arguments: approved,

  target: ({ person }) => `access:${oneLine(person).toLowerCase()}`,

  describe,

  edit: {
    fields: z.strictObject({ role: role.meta({ title: 'Role' }) }),
    material: ['role'],
    input: ({ person, role }) => ({ person, role }),
  },

  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  async run(key, { person, name, from, role }, context) {
    const { db, actor, now } = context
    const change = { key, person, name, from, to: role, askedBy: actor.id, at: now }
    const made = await recordAccessChange(db, change)
    return made.outcome === 'refused'
      ? { status: 'failed', error: refusals[made.reason] }
      : done(made.row, context)
  },

  async find(key, context) {
    const made = await findAccessChange(context.db, key)
    return made && done(made, context)
  },
})
