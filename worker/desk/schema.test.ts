import { expect, it } from 'vitest'
import { verifyChain } from '../../domain/audit.ts'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { applySteps } from '../schema-steps.ts'
import { Chain } from './chain.ts'
import { PolicyVersions } from './policy-versions.ts'
import { RequestIndex } from './request-index.ts'
import { Reservations } from './reservations.ts'
import { migrate, steps } from './schema.ts'
import { factOf, freshDesk, HOUR, milo, mira, NOW, ravi, requestOf } from './testing/desks.ts'

/** A desk as the first release left it. */
function firstRelease(storage: DurableObjectStorage): void {
  const { sql } = storage
  for (const { name } of sql
    .exec(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .toArray()) {
    if (!/^(sqlite|cf|_cf)_/.test(String(name))) sql.exec(`DROP TABLE IF EXISTS ${name}`)
  }
  applySteps(storage, 'desk_schema', steps.slice(0, 1))
}

const receive = (sql: SqlStorage, source: string, ...seqs: number[]) => {
  for (const seq of seqs) {
    const { at, type, requestId, body } = factOf(seq)
    sql.exec(
      'INSERT INTO received_fact (source, seq, at, type, request_id, body) VALUES (?, ?, ?, ?, ?, ?)',
      source,
      seq,
      at,
      type,
      requestId,
      JSON.stringify(body),
    )
  }
}

it('opens what the first release wrote', () =>
  freshDesk().inside((storage) => {
    firstRelease(storage)
    const { sql } = storage
    receive(sql, 'b', 1)
    receive(sql, 'a', 1, 2)
    receive(sql, 'b', 2)
    // The desk had once been wiped under this source, and a fact of that one was lost.
    receive(sql, 'c', 7, 8)
    receive(sql, 'a', 4)
    sql.exec(
      `INSERT INTO spend VALUES ('open', ?1, 30, 'reserved', ?2), ('done', ?1, 500, 'committed', ?2),
         ('asked', ?1, 7000, 'leased', ?2)`,
      mira.id,
      NOW,
    )
    const requests = [requestOf(), requestOf({ id: 'c_conversation_two2', requester: milo })]
    for (const request of requests) {
      sql.exec(
        'INSERT INTO request_index VALUES (?, ?, ?, ?, ?, ?, ?)',
        request.id,
        'a',
        request.requester.id,
        request.status,
        NOW,
        2,
        JSON.stringify(request),
      )
    }

    migrate(storage)
    migrate(storage)

    const chain = new Chain(sql)
    const { items } = chain.page()
    expect(items.map(({ source, seq }) => source + String(seq))).toEqual(['b1', 'a1', 'a2', 'b2'])
    expect(verifyChain(items)).toMatchObject({ ok: true, count: 4 })
    expect(items[1]).toMatchObject({ ...factOf(1), source: 'a' })
    // Asked for again when the source next delivers.
    expect([chain.watermark('a'), chain.watermark('c')]).toEqual([2, 0])

    const reservations = new Reservations(sql)
    expect(reservations.rolling(mira.id, NOW)).toBe(7_530)
    expect(reservations.rolling(mira.id, NOW + HOUR)).toBe(530)
    reservations.follow(requestOf({ id: 'open', status: 'denied' }), NOW)
    expect(reservations.rolling(mira.id, NOW + HOUR)).toBe(500)

    const index = new RequestIndex(sql)
    const seen = (viewer: typeof mira) => index.list(viewer, { status: 'pending' }).items.length
    expect([seen(ravi), seen(mira), seen(milo)]).toEqual([2, 1, 1])
  }))

it('rules on tools that came later, after the rules that stand, and says so in the chain', () =>
  freshDesk().inside((storage) => {
    firstRelease(storage)
    const { sql } = storage
    const before = steps.findIndex(
      (step) => typeof step !== 'string' && step.name === 'ruleOnNewTools',
    )
    applySteps(storage, 'desk_schema', steps.slice(0, before))
    const own = { ...defaultPolicy, version: 2, rules: defaultPolicy.rules.slice(0, 1) }
    sql.exec(
      `INSERT INTO policy_version (version, key, document) VALUES (2, 'own', ?)`,
      JSON.stringify(own),
    )
    migrate(storage)
    const chain = new Chain(sql)
    const policy = new PolicyVersions(storage, chain).current()
    expect(policy.version).toBe(3)
    expect(policy.rules[0]?.id).toBe(own.rules[0]?.id)
    expect(policy.rules.filter(({ tool }) => tool === 'change_access')).not.toEqual([])
    expect(policy.rules.filter(({ tool }) => tool === own.rules[0]?.tool)).toEqual(own.rules)
    const { items } = chain.page()
    expect(items.map(({ type }) => type)).toEqual(['policy.changed'])
    expect(verifyChain(items)).toMatchObject({ ok: true })
  }))

it('moves a great many facts in order', () =>
  freshDesk().inside((storage) => {
    firstRelease(storage)
    receive(storage.sql, 'a', ...Array.from({ length: 1_201 }, (_, index) => index + 1))
    migrate(storage)
    expect(new Chain(storage.sql).head().n).toBe(1_201)
  }))
