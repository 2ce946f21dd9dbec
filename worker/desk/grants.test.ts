import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { GrantBody } from '../../domain/grants.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person, Role } from '../../domain/roles.ts'
import { callOf, factOf, freshDesk, HOUR, milo, mira, requestOf } from './testing/desks.ts'

let { desk, inside } = freshDesk()
/** The desk's own clock is the real one here: what it gives begins now. */
const now = Date.now()
const rita: Person = { id: 'grants-rita', name: 'Rita', role: 'reviewer' }
const max: Person = { id: 'grants-max', name: 'Max', role: 'manager' }

const setRole = (id: string, role: Role) =>
  env.DB.prepare(
    `INSERT INTO "user" ("id", "name", "email", "emailVerified", "role", "createdAt", "updatedAt")
     VALUES (?1, ?1, ?1 || '@fernway.example', 1, ?2, '', '')
     ON CONFLICT ("id") DO UPDATE SET "role" = ?2`,
  )
    .bind(id, role)
    .run()

const request = (change: Partial<ApprovalRequest> = {}) =>
  requestOf({
    input: { payee: 'Harbor Print', amount: 400_00 },
    grantable: [{ fact: 'payee', op: 'eq', value: 'Harbor Print' }],
    ...change,
  })
const terms = (change: Partial<GrantBody> = {}): GrantBody => ({
  uses: 2,
  endsAt: new Date(now + 24 * HOUR).toISOString(),
  ...change,
})
async function given(change: Partial<GrantBody> = {}) {
  const answer = await desk.giveGrant(rita, request(), terms(change))
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
const judge = (name: string, change = {}) =>
  desk.judge(
    callOf({
      requestId: `c_conversation_${name}`,
      input: { payee: 'Harbor Print', amount: 400_00 },
      amount: 400_00,
      now,
      ...change,
    }),
  )
const left = async (who = mira) => (await desk.grants(who)).map(({ used, spent }) => [used, spent])

beforeEach(async () => {
  ;({ desk, inside } = freshDesk())
  await Promise.all([setRole(rita.id, 'reviewer'), setRole(max.id, 'manager')])
})

describe('giving a grant', () => {
  it('is for the requester, on the conditions of the card, and is in the chain at once', async () => {
    const grant = await given({ spendCap: 900_00 })
    expect(grant).toMatchObject({
      subject: mira,
      by: rita,
      tool: 'send_payment',
      when: request().grantable,
      uses: 2,
      spendCap: 900_00,
      requestId: request().id,
    })
    expect(await desk.grants(mira)).toEqual([{ ...grant, used: 0, spent: 0 }])
    expect(await desk.grants(rita)).toHaveLength(1)
    expect(await desk.grants(milo)).toEqual([])
    const { items } = await desk.chain()
    expect(items.filter(({ source }) => source === 'desk')).toMatchObject([
      { seq: 1, type: 'grant.given', requestId: request().id, body: { id: grant.id } },
    ])
  })

  const two: ApprovalRequest['approvers'] = [
    { role: 'manager', count: 1 },
    { role: 'reviewer', count: 1 },
  ]
  it.each<[string, Person, Partial<ApprovalRequest>, Partial<GrantBody>, string]>([
    ['the requester, where a reviewer is asked', mira, {}, {}, 'not_allowed'],
    ['one whose yes alone is not enough', max, { approvers: two }, {}, 'not_allowed'],
    ['somebody who may not see the request', milo, {}, {}, 'not_found'],
    ['what is never granted', rita, { grantable: undefined as never }, {}, 'not_allowed'],
    ['what was denied', rita, { status: 'denied' }, {}, 'not_allowed'],
    ['an end in the past', rita, {}, { endsAt: new Date(now - 1).toISOString() }, 'invalid'],
    [
      'an end in half a year',
      rita,
      {},
      { endsAt: new Date(now + 180 * 24 * HOUR).toISOString() },
      'invalid',
    ],
  ])('is refused: %s', async (_what, by, change, body, code) => {
    const answer = await desk.giveGrant(by, request(change), terms(body))
    expect(answer).toMatchObject({ ok: false, error: { code } })
    expect(await desk.grants(mira)).toEqual([])
  })
})

describe('a grant', () => {
  it('stands in for the answer as often as it says, also when asked for all at once', async () => {
    const { id } = await given()
    const rulings = await Promise.all(
      ['one1', 'two2', 'three3', 'four4'].map((each) => judge(each)),
    )
    expect(rulings.map(({ grant }) => grant).filter(Boolean)).toEqual([id, id])
    expect(rulings.map(({ outcome }) => outcome).toSorted()).toEqual([
      'allow',
      'allow',
      'ask',
      'ask',
    ])
    expect(await left()).toEqual([[2, 800_00]])
  })

  it('does not spend more than its cap', async () => {
    await given({ uses: 10, spendCap: 900_00 })
    const outcomes = await Promise.all(
      ['one1', 'two2', 'three3'].map(async (each) => (await judge(each)).outcome),
    )
    expect(outcomes.toSorted()).toEqual(['allow', 'allow', 'ask'])
  })

  it('is used by what came of it, and free again when nothing did', async () => {
    const { id } = await given()
    await judge('one1')
    await judge('two2')
    const cleared = { clearance: { by: 'grant', id, at: new Date(now).toISOString() } as const }
    const shown = (name: string, change: Partial<ApprovalRequest>) =>
      request({ id: `c_conversation_${name}`, ...cleared, ...change })
    await desk.receive({
      source: 'conversation',
      facts: [factOf(1)],
      requests: [shown('one1', { status: 'succeeded' }), shown('two2', { status: 'failed' })],
    })
    expect(await left()).toEqual([[1, 400_00]])
  })

  it('is worth its giver’s yes today: nothing once they lost the role or the account', async () => {
    await given()
    await setRole(rita.id, 'member')
    expect((await judge('one1')).outcome).toBe('ask')
    await env.DB.prepare('DELETE FROM "user" WHERE id = ?').bind(rita.id).run()
    expect((await judge('two2')).outcome).toBe('ask')
    expect(await left()).toEqual([[0, 0]])
    await setRole(rita.id, 'reviewer')
    expect((await judge('three3')).outcome).toBe('allow')
  })

  it.each([
    ['another payee', { input: { payee: 'Alder Construction', amount: 400_00 } }],
    ['another tool', { tool: 'pay_invoice' }],
    ['another person', { requester: milo }],
    ['a turn that read words of strangers', { untrusted: true }],
    ['the time after its end', { now: now + 25 * HOUR }],
  ])('does not cover %s', async (_what, change) => {
    await given()
    expect((await judge('one1', change)).outcome).toBe('ask')
    expect(await left()).toEqual([[0, 0]])
  })

  it('covers a call that somebody wonders about, without being used', async () => {
    const { id } = await given()
    const call = { tool: 'send_payment', input: request().input, amount: 400_00 }
    expect(await desk.tryCall(mira, call)).toMatchObject({ outcome: 'allow', grant: id })
    expect(await left()).toEqual([[0, 0]])
  })
})

describe('revoking a grant', () => {
  it.each([
    ['its giver', rita],
    ['who holds it', mira],
    ['any manager', max],
  ])('is for %s, ends it at once, and is a fact; twice is once', async (_who, by) => {
    const { id } = await given()
    expect(await desk.revokeGrant(by, id)).toEqual({ ok: true, value: null })
    expect(await desk.revokeGrant(by, id)).toEqual({ ok: true, value: null })
    expect((await judge('one1')).outcome).toBe('ask')
    expect(await desk.grants(mira)).toMatchObject([{ id, revokedBy: by }])
    const facts = (await desk.chain()).items.filter(({ source }) => source === 'desk')
    expect(facts.map(({ type }) => type)).toEqual(['grant.given', 'grant.revoked'])
  })

  it('is not for others, who learn nothing of it', async () => {
    const { id } = await given()
    const stranger: Person = { id: 'stranger', name: 'Stranger', role: 'reviewer' }
    for (const person of [milo, stranger]) {
      expect(await desk.revokeGrant(person, id)).toMatchObject({ error: { code: 'not_found' } })
    }
    expect(await desk.revokeGrant(max, 'g_none')).toMatchObject({ error: { code: 'not_found' } })
    expect((await judge('one1')).outcome).toBe('allow')
  })
})

it.each(['UPDATE grant_given SET ends_at = 0', 'DELETE FROM grant_given'])(
  'refuses %s',
  async (statement) => {
    await given()
    await inside(({ sql }) => expect(() => sql.exec(statement)).toThrow('grants are facts'))
  },
)
