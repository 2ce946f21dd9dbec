import { env } from 'cloudflare:workers'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../domain/roles.ts'
import { restoreDemoAccounts } from '../auth/demo-accounts.ts'
import { personById } from '../auth/people.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { changeAccess } from './change-access.ts'
import { listPeople } from './list-people.ts'

const db = env.DB
const context = contextOf(somebody('member'))
// Other test files share these accounts.
afterAll(() => restoreDemoAccounts(db, NOON))

beforeEach(async () => {
  await restoreDemoAccounts(db, NOON)
  await seedBusiness(db, NOON)
})

const approved = {
  person: 'member2',
  name: 'Second member',
  from: 'member',
  role: 'reviewer',
} as const
const roleOf = async (id: string) => (await personById(db, id))?.role
const describeIt = (person: string, role: Role) =>
  changeAccess.describe(changeAccess.input.parse({ person, role }), context)

describe('a proposed change', () => {
  test('says who, from what to what, and what they may do then', async () => {
    expect(await describeIt('member2', 'reviewer')).toEqual({
      title: 'Give Second member the role reviewer',
      summary: [
        { label: 'Person', value: 'Second member, member2@fernway.example' },
        { label: 'Role', value: 'Member becomes reviewer' },
        { label: 'May then', value: 'Answer requests of others that ask for a reviewer' },
        { label: 'When', value: 'Takes effect at once; sessions stay' },
        { label: 'Undo', value: 'Cannot be undone; changing it back would be a new request' },
      ],
      risk: 'high',
      arguments: approved,
    })
  })

  test.each(['member2', 'MEMBER2', ' second member ', 'member2@fernway.example'])(
    '%j is the second member',
    async (person) => {
      expect(await describeIt(person, 'reviewer')).toMatchObject({ arguments: approved })
    },
  )

  test.each<[string, Role, RegExp]>([
    ['nobody', 'reviewer', /^I know nobody called nobody; there are /],
    ['member2', 'member', /^Second member is a member already\.$/],
  ])('%s as %s is a problem', async (person, role, problem) => {
    expect(await describeIt(person, role)).toEqual({ problem: expect.stringMatching(problem) })
  })

  test('does not guess between people of one name', async () => {
    await db.prepare(`UPDATE "user" SET name = 'Member' WHERE id = 'member2'`).run()
    await db.prepare(`UPDATE "user" SET name = 'Member' WHERE id = 'reviewer2'`).run()
    // The account's name comes first.
    expect(await describeIt('member', 'reviewer')).toMatchObject({
      arguments: { person: 'member' },
    })
    await db.prepare(`UPDATE "user" SET name = 'Twin' WHERE id IN ('member2', 'reviewer2')`).run()
    expect(await describeIt('twin', 'manager')).toEqual({
      problem: expect.stringMatching(/^Several people are called Twin; .*@fernway\.example/),
    })
  })
})

describe('an approved change', () => {
  test('happens once, and closes the sockets of the person each time it is learned of', async () => {
    const closed: string[] = []
    const own = { ...context, roleChanged: async (id: string) => void closed.push(id) }
    const first = await changeAccess.run('c_a_1.1.1', approved, own)

    expect(first).toMatchObject({
      status: 'succeeded',
      receipt: { title: 'Gave Second member the role reviewer' },
    })
    expect(await roleOf('member2')).toBe('reviewer')
    expect(await changeAccess.run('c_a_1.1.1', approved, own)).toEqual(first)
    expect(await changeAccess.find?.('c_a_1.1.1', own)).toEqual(first)
    expect(await changeAccess.find?.('other', own)).toBeNull()
    expect(closed).toEqual(['member2', 'member2', 'member2'])
    const { results } = await db
      .prepare("SELECT body FROM business_outbox WHERE type = 'access.changed'")
      .all<{ body: string }>()
    expect(results.map(({ body }) => JSON.parse(body))).toEqual([
      expect.objectContaining({
        person: 'member2',
        from: 'member',
        to: 'reviewer',
        askedBy: 'member',
      }),
    ])
  })

  test('is not done again after somebody changed it back', async () => {
    await changeAccess.run('first', approved, context)
    await changeAccess.run('back', { ...approved, from: 'reviewer', role: 'member' }, context)
    await changeAccess.run('first', approved, context)
    expect(await roleOf('member2')).toBe('member')
  })

  test('changes nothing when the role is not the one that people saw', async () => {
    await changeAccess.run('other', { ...approved, role: 'auditor' }, context)
    expect(await changeAccess.check?.(approved, context)).toMatchObject({
      arguments: { ...approved, from: 'auditor' },
    })
    expect(await changeAccess.run('late', approved, context)).toMatchObject({ status: 'failed' })
    expect(await roleOf('member2')).toBe('auditor')
  })

  test('of two at once that saw the same, one happens', async () => {
    const roles = ['reviewer', 'manager', 'auditor', 'admin'] as const
    const ends = await Promise.all(
      roles.map((role) => changeAccess.run(`to-${role}`, { ...approved, role }, context)),
    )
    expect(ends.filter(({ status }) => status === 'succeeded')).toHaveLength(1)
  })

  test('never takes the last admin away', async () => {
    // Other test files may have left admins of their own.
    await db
      .prepare(`UPDATE "user" SET role = 'member' WHERE role = 'admin' AND id <> 'admin'`)
      .run()
    expect(await describeIt('admin', 'member')).toEqual({
      problem: 'Admin is the only admin; make somebody else an admin first.',
    })
    const change = { person: 'admin', name: 'Admin', from: 'admin', role: 'member' } as const
    expect(await changeAccess.run('k', change, context)).toMatchObject({ status: 'failed' })
    expect(await roleOf('admin')).toBe('admin')

    await changeAccess.run('second', { ...approved, role: 'admin' }, context)
    const ends = await Promise.all([
      changeAccess.run('one', change, context),
      changeAccess.run('two', { ...approved, from: 'admin', role: 'member' }, context),
    ])
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded'])
  })
})

test('everybody is listed by account, name and role', async () => {
  const { people } = await listPeople.run({}, context)
  expect(people).toContainEqual({ account: 'member2', name: 'Second member', role: 'member' })
  expect(JSON.stringify(people)).not.toContain('@')
})
