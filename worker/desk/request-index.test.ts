import { expect, it, describe, beforeEach } from 'vitest'
import { type Status, statuses } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { maySee } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import { RequestIndex } from './request-index.ts'
import { freshDesk, milo, mira, mona, NOW, ravi, requestOf } from './testing/desks.ts'

const rosa: Person = { id: 'rosa', name: 'Rosa', role: 'reviewer' }
const ada: Person = { id: 'ada', name: 'Ada', role: 'admin' }
const people = [mira, milo, ravi, rosa, mona, ada]

let { inside } = freshDesk()
beforeEach(() => {
  ;({ inside } = freshDesk())
})

const id = (index: number) => `c_conversation_n${String(index).padStart(6, '0')}`
const at = (index: number) => new Date(NOW + Math.floor(index / 3) * 1_000).toISOString()
const vote = (by: Person) =>
  ({ by, verdict: 'approve', at: new Date(NOW).toISOString(), version: 1 }) as const

/** Requests of every kind of audience, three in a second. */
const some = (index: number): ApprovalRequest => {
  const requester = [mira, milo, ravi, ada][index % 4]!
  const approvers: ApprovalRequest['approvers'][] = [
    [{ role: 'requester', count: 1 }],
    [{ role: 'reviewer', count: 1 }],
    [{ role: 'manager', count: 1 }],
    [
      { role: 'manager', count: 1 },
      { role: 'reviewer', count: 1 },
    ],
    [{ role: 'reviewer', count: 1, or: 'manager' }],
  ]
  return requestOf({
    id: id(index),
    requester,
    approvers: approvers[index % 5]!,
    status: statuses[index % statuses.length]!,
    requestedAt: at(index),
    ...(index % 7 === 0 && { votes: [vote(rosa)] }),
    ...(index % 6 === 0 && { editor: milo }),
  })
}

/** Every page of somebody's list. */
function all(
  index: RequestIndex,
  viewer: Person,
  filter: { status?: string; mine?: boolean } = {},
) {
  const items: ApprovalRequest[] = []
  const sizes: number[] = []
  let cursor: string | null = null
  do {
    const page = index.list(viewer, { ...filter, ...(cursor && { cursor }) })
    sizes.push(page.items.length)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  expect(sizes.slice(0, -1).every((size) => size === 50)).toBe(true)
  expect(sizes.length === 1 || sizes.at(-1)! > 0, 'no empty page').toBe(true)
  return items.map((request) => request.id)
}

describe('a list', () => {
  it('holds what the viewer may see and nothing else, newest first, in any filter', () =>
    inside(({ sql }) => {
      const index = new RequestIndex(sql)
      const known = Array.from({ length: 400 }, (_, number) => some(number))
      for (const request of known) index.put('a', 1, request)
      const order = known.toSorted(
        (one, other) =>
          Date.parse(other.requestedAt) - Date.parse(one.requestedAt) ||
          (one.id < other.id ? -1 : 1),
      )
      for (const viewer of people) {
        const seen = order.filter((request) => maySee(viewer, request))
        const ids = (wanted: (request: ApprovalRequest) => boolean) =>
          seen.filter(wanted).map((request) => request.id)
        expect(all(index, viewer)).toEqual(ids(() => true))
        expect(all(index, viewer, { mine: true })).toEqual(
          ids(({ requester }) => requester.id === viewer.id),
        )
        expect(all(index, viewer, { status: 'decided' })).toEqual(
          ids(({ status }) => status !== 'pending'),
        )
        for (const status of statuses) {
          expect(all(index, viewer, { status })).toEqual(ids((each) => each.status === status))
        }
        expect(all(index, viewer, { mine: true, status: 'pending' })).toEqual(
          ids(({ status, requester }) => status === 'pending' && requester.id === viewer.id),
        )
      }
    }))

  it('follows a request as it changes hands, and no older word of it', () =>
    inside(({ sql }) => {
      const index = new RequestIndex(sql)
      const put = (seq: number, change: Partial<ApprovalRequest>) =>
        index.put('a', seq, requestOf(change))
      const sees = (viewer: Person, status?: Status) =>
        all(index, viewer, status ? { status } : {}).length === 1
      put(1, {})
      expect([sees(ravi, 'pending'), sees(mira), sees(milo)]).toEqual([true, true, false])
      put(2, { approvers: [{ role: 'manager', count: 1 }] })
      expect([sees(ravi), sees(mona)]).toEqual([false, true])
      put(3, { votes: [vote(ravi)], status: 'approved' })
      expect([sees(ravi, 'pending'), sees(ravi, 'approved'), sees(mona)]).toEqual([
        false,
        true,
        true,
      ])
      expect(put(2, {})).toBe('later')
      expect(index.statusOf(requestOf().id)).toBe('approved')
      expect(sees(ravi, 'pending')).toBe(false)
    }))

  it.each(['', 'x', '1.', '-1.a', '1.b.c', "1.a' OR 1"])(
    'begins at the top for the cursor %j',
    (cursor) =>
      inside(({ sql }) => {
        const index = new RequestIndex(sql)
        index.put('a', 1, requestOf())
        expect(index.list(mira, { cursor }).items).toHaveLength(1)
      }),
  )
})

/** The same storage, with a count of the rows that queries have walked through. */
function counted(sql: SqlStorage) {
  const cursors: { rowsRead: number }[] = []
  const exec: SqlStorage['exec'] = (query, ...values) => {
    const cursor = sql.exec(query, ...values)
    cursors.push(cursor)
    return cursor as never
  }
  const rows = () => cursors.splice(0).reduce((sum, { rowsRead }) => sum + rowsRead, 0)
  return { counting: { ...sql, exec } as SqlStorage, rows }
}

it('reads no more rows for a page, however long the list and wherever in it', () =>
  inside(({ sql }) => {
    const { counting, rows } = counted(sql)
    const index = new RequestIndex(counting)
    const own: ApprovalRequest['approvers'] = [{ role: 'requester', count: 1 }]
    // Most of a workspace is nobody's business but its requesters'.
    for (let number = 0; number < 5_000; number += 1) {
      index.put(
        'a',
        1,
        requestOf({
          id: id(number),
          requester: number % 2 ? milo : mira,
          requestedAt: at(number),
          status: number % 10 === 0 ? 'pending' : 'succeeded',
          ...(number % 5 !== 0 && { approvers: own }),
        }),
      )
    }
    const deep = `${Date.parse(at(600))}.${id(600)}`
    for (const viewer of [ravi, milo, mona, ada]) {
      for (const status of [undefined, 'pending', 'decided', 'succeeded', 'expired']) {
        for (const cursor of [undefined, deep]) {
          rows()
          const page = index.list(viewer, { ...(status && { status }), ...(cursor && { cursor }) })
          expect(rows(), `${viewer.id} ${status} ${cursor}`).toBeLessThan(400)
          if (viewer === ravi && status !== 'expired') expect(page.items).toHaveLength(50)
        }
      }
    }
  }))
