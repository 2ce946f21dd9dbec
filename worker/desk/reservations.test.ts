import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { Reservations } from './reservations.ts'
import { freshDesk, HOUR, mira, NOW, requestOf } from './testing/desks.ts'

const MINUTE = 60_000
const { inside } = freshDesk()

/** One story over an empty table, inside the object. */
const told = (story: (reservations: Reservations) => void) =>
  inside(({ sql }) => {
    sql.exec('DELETE FROM reservation')
    story(new Reservations(sql))
  })

const input = (amount: number) => ({ amount })
const lease = (
  reservations: Reservations,
  requestId: string,
  amount: number,
  change: { version?: number; now?: number; grantId?: string } = {},
) =>
  reservations.lease({
    requestId,
    version: 1,
    input: input(amount),
    personId: mira.id,
    amount,
    grantId: null,
    now: NOW,
    ...change,
  })
const shown = (
  id: string,
  status: Status,
  amount: number,
  change: Partial<ApprovalRequest> = {},
): ApprovalRequest => requestOf({ id, status, input: input(amount), ...change })

describe('what a person spends', () => {
  it('counts from the ruling on, for ten minutes until the host confirms it', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      lease(reservations, 'b', 10)
      reservations.follow(shown('b', 'pending', 10), NOW)
      expect(reservations.rolling(mira.id, NOW + 9 * MINUTE)).toBe(110)
      expect(reservations.rolling(mira.id, NOW + 10 * MINUTE)).toBe(10)
      expect(reservations.rolling('milo', NOW)).toBe(0)
    }))

  it('counts however late the host confirms it', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      reservations.follow(shown('a', 'approved', 100), NOW + HOUR)
      expect(reservations.rolling(mira.id, NOW + HOUR)).toBe(100)
    }))

  it('counts for 24 hours after it was done, told twice or not, and never when it was not', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      reservations.follow(shown('a', 'succeeded', 100), NOW + HOUR)
      reservations.follow(shown('a', 'succeeded', 100), NOW + 9 * HOUR)
      expect(reservations.rolling(mira.id, NOW + 24 * HOUR)).toBe(100)
      expect(reservations.rolling(mira.id, NOW + 25 * HOUR)).toBe(0)
      const over: Status[] = ['failed', 'denied', 'expired', 'withdrawn', 'superseded', 'undone']
      for (const status of over) {
        lease(reservations, status, 50)
        reservations.follow(shown(status, 'pending', 50), NOW)
        expect(reservations.rolling(mira.id, NOW)).toBe(150)
        reservations.follow(shown(status, status, 50), NOW)
        expect(reservations.rolling(mira.id, NOW + 2 * HOUR)).toBe(100)
      }
    }))

  it('counts a request once, by its largest version, until its host shows which one stands', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      reservations.follow(shown('a', 'pending', 100), NOW)
      lease(reservations, 'a', 40, { version: 2 })
      expect(reservations.rolling(mira.id, NOW)).toBe(100)
      lease(reservations, 'a', 300, { version: 2 })
      expect(reservations.rolling(mira.id, NOW)).toBe(300)
      // The host still shows version 1; then the smaller edit wins the race.
      reservations.follow(shown('a', 'pending', 100), NOW)
      expect(reservations.rolling(mira.id, NOW)).toBe(300)
      reservations.follow(shown('a', 'pending', 40, { version: 2 }), NOW)
      expect(reservations.rolling(mira.id, NOW)).toBe(40)
      expect(reservations.rolling(mira.id, NOW + HOUR)).toBe(40)
    }))

  it('is settled by the version that was done, whatever else was on its way', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      lease(reservations, 'a', 300, { version: 2 })
      reservations.follow(shown('a', 'succeeded', 100), NOW)
      expect(reservations.rolling(mira.id, NOW)).toBe(100)
    }))

  it('is what the larger of two rulings on one version says', () =>
    told((reservations) => {
      const call = {
        requestId: 'a',
        version: 1,
        input: {},
        personId: mira.id,
        grantId: null,
        now: NOW,
      }
      for (const amount of [100, 300, 200]) reservations.lease({ ...call, amount })
      expect(reservations.rolling(mira.id, NOW)).toBe(300)
    }))

  it('leaves out what the asking request and the one it replaces hold open, not what they did', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      lease(reservations, 'b', 20)
      lease(reservations, 'c', 3)
      expect(reservations.rolling(mira.id, NOW, ['a', 'b'])).toBe(3)
      reservations.follow(shown('a', 'succeeded', 100), NOW)
      expect(reservations.rolling(mira.id, NOW, ['a', 'b'])).toBe(103)
    }))

  it('of the first release, which kept no arguments, is followed by its version', () =>
    told((reservations) => {
      lease(reservations, 'a', 100)
      reservations.follow(shown('a', 'executing', 77), NOW)
      expect(reservations.rolling(mira.id, NOW + HOUR)).toBe(100)
    }))

  it('is nothing for what moves no money', () =>
    told((reservations) => {
      lease(reservations, 'a', 0)
      expect(reservations.rolling(mira.id, NOW)).toBe(0)
    }))
})

describe('the use of a grant', () => {
  const cleared = (grantId: string) => ({
    clearance: { by: 'grant', id: grantId, at: new Date(NOW).toISOString() } as const,
  })

  it('is reserved with the ruling, kept by what it cleared, given back by what came to nothing', () =>
    told((reservations) => {
      lease(reservations, 'a', 100, { grantId: 'g' })
      lease(reservations, 'b', 0, { grantId: 'g' })
      expect(reservations.meter('g', NOW)).toEqual({ used: 2, spent: 100 })
      expect(reservations.meter('g', NOW, ['a'])).toEqual({ used: 1, spent: 0 })
      reservations.follow(shown('a', 'succeeded', 100, cleared('g')), NOW)
      reservations.follow(shown('b', 'failed', 0, cleared('g')), NOW)
      expect(reservations.meter('g', NOW + 100 * 24 * HOUR, ['a'])).toEqual({
        used: 1,
        spent: 100,
      })
    }))

  it('is none when the version asks people after all', () =>
    told((reservations) => {
      lease(reservations, 'a', 100, { grantId: 'g' })
      reservations.follow(shown('a', 'pending', 100), NOW)
      expect(reservations.meter('g', NOW)).toEqual({ used: 0, spent: 0 })
      expect(reservations.rolling(mira.id, NOW)).toBe(100)
    }))

  it('that nobody confirmed ends after ten minutes', () =>
    told((reservations) => {
      lease(reservations, 'a', 100, { grantId: 'g' })
      expect(reservations.meter('g', NOW + 10 * MINUTE)).toEqual({ used: 0, spent: 0 })
    }))
})

// ── any order of rulings, commits, deliveries and crashes, against plain bookkeeping ──────────────

type Draft = { id: string; version: number; amount: number; replaces?: string }
type Shown = { request: ApprovalRequest; at: number }

/** The hosts' own truth: what stands, what was judged and may still be committed, what is on its way. */
class Hosts {
  now = NOW
  readonly standing = new Map<
    string,
    { version: number; amount: number; status: Status; at: number }
  >()
  drafts: Draft[] = []
  outbox: Shown[] = []

  counts(id: string): number {
    const one = this.standing.get(id)
    if (!one) return 0
    if (one.status === 'succeeded') return one.at > this.now - 24 * HOUR ? one.amount : 0
    return ['pending', 'approved', 'executing', 'unknown'].includes(one.status) ? one.amount : 0
  }

  show(id: string): void {
    const { version, amount, status } = this.standing.get(id)!
    this.outbox.push({ request: shown(id, status, amount, { version }), at: this.now })
  }

  set(id: string, status: Status): void {
    this.standing.set(id, { ...this.standing.get(id)!, status, at: this.now })
    this.show(id)
  }

  mayStand({ id, version, replaces }: Draft): boolean {
    const before = this.standing.get(id)
    return (
      version === (before?.version ?? 0) + 1 &&
      (!before || before.status === 'pending') &&
      (replaces === undefined || this.standing.get(replaces)?.status === 'pending')
    )
  }

  commit(draft: Draft): void {
    if (!this.mayStand(draft)) return
    const { id, version, amount, replaces } = draft
    if (replaces !== undefined) this.set(replaces, 'superseded')
    this.standing.set(id, { version, amount, status: 'pending', at: this.now })
    this.show(id)
  }

  /** What counts for sure: what stands, and what was judged and could stand at any moment. */
  least(except: readonly string[] = []): number {
    const open = this.drafts.filter((draft) => this.mayStand(draft))
    const ids = new Set([...this.standing.keys(), ...open.map(({ id }) => id)])
    const sums = [...ids].map((id) => {
      const drafts = open.filter((draft) => draft.id === id).map(({ amount }) => amount)
      const done = this.standing.get(id)?.status === 'succeeded'
      return except.includes(id) && !done ? 0 : Math.max(this.counts(id), ...drafts)
    })
    return sums.reduce((sum, each) => sum + each, 0)
  }

  exact(): number {
    return [...this.standing.keys()].reduce((sum, id) => sum + this.counts(id), 0)
  }
}

const next: Partial<Record<Status, readonly Status[]>> = {
  pending: ['approved', 'denied', 'withdrawn', 'expired'],
  approved: ['executing', 'pending', 'undone'],
  executing: ['succeeded', 'failed', 'unknown'],
  unknown: ['succeeded', 'failed'],
}

const op = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('judge' as const),
      pick: fc.nat(6),
      amount: fc.integer({ min: 1, max: 400 }),
      replaces: fc.option(fc.nat(6), { freq: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('commit' as const), pick: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('move' as const), pick: fc.nat(6), to: fc.nat(9) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), twice: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.constantFrom(0.2, 1, 12, 25),
    }),
  },
)
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never

function live(reservations: Reservations, ops: readonly Op[]): void {
  const hosts = new Hosts()
  /** By request, the most that could be counted since all was last at rest. */
  let most = new Map<string, number>()
  const deliver = () => {
    const first = hosts.outbox.shift()
    if (first) reservations.follow(first.request, first.at)
    return first
  }
  for (const each of ops) {
    switch (each.do) {
      case 'judge': {
        const id = `r${each.pick}`
        const before = hosts.standing.get(id)
        if (before && before.status !== 'pending') break
        const replaced = each.replaces === null ? undefined : `r${each.replaces}`
        const gives = replaced !== id && hosts.standing.get(replaced ?? '')?.status === 'pending'
        const replaces = before || !gives ? undefined : replaced
        const version = (before?.version ?? 0) + 1
        const except = [id, ...(replaces === undefined ? [] : [replaces])]
        const seen = reservations.rolling(mira.id, hosts.now, except)
        expect(seen, 'a ruling sees everything else').toBeGreaterThanOrEqual(hosts.least(except))
        lease(reservations, id, each.amount, { version, now: hosts.now })
        hosts.drafts.push({ id, version, amount: each.amount, ...(replaces && { replaces }) })
        most.set(id, Math.max(most.get(id) ?? 0, each.amount))
        break
      }
      case 'commit': {
        const [draft] = hosts.drafts.splice(each.pick % Math.max(1, hosts.drafts.length), 1)
        if (draft) hosts.commit(draft)
        break
      }
      case 'move': {
        const id = `r${each.pick}`
        const { status } = hosts.standing.get(id) ?? {}
        const to = status && next[status]?.[each.to % (next[status]?.length ?? 1)]
        if (to) hosts.set(id, to)
        break
      }
      case 'deliver': {
        const first = deliver()
        if (first && each.twice) reservations.follow(first.request, first.at)
        break
      }
      case 'wait': {
        // A host commits at once or never, and its outbox is empty long before a lease ends.
        hosts.drafts = []
        while (deliver());
        hosts.now += each.hours * HOUR
        expect(reservations.rolling(mira.id, hosts.now), 'at rest').toBe(hosts.exact())
        most = new Map([...hosts.standing.keys()].map((id) => [id, hosts.counts(id)]))
      }
    }
    const counted = reservations.rolling(mira.id, hosts.now)
    const bound = [...most.values()].reduce((sum, amount) => sum + amount, 0)
    expect(counted, 'nothing is missed').toBeGreaterThanOrEqual(hosts.least())
    expect(counted, 'nothing counts twice').toBeLessThanOrEqual(bound)
  }
}

it('agrees with plain bookkeeping in any order of events', { timeout: 60_000 }, () =>
  inside(({ sql }) => {
    fc.assert(
      fc.property(fc.array(op, { minLength: 5, maxLength: 40 }), (ops) => {
        sql.exec('DELETE FROM reservation')
        live(new Reservations(sql), ops)
      }),
      { numRuns: 500 },
    )
  }),
)
