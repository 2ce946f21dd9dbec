import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Approver, statuses, type Vote } from './approval.ts'
import { audienceOf, keysOf } from './audience.ts'
import { maySee } from './quorum.ts'
import { type Person, role } from './roles.ts'

const roles = fc.constantFrom(...role.options)
const people: fc.Arbitrary<Person> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  name: fc.constant('Somebody'),
  role: roles,
})
const approver: fc.Arbitrary<Approver> = fc.record(
  {
    role: fc.oneof(roles, fc.constant('requester' as const)),
    count: fc.constantFrom(1, 2),
    or: roles,
  },
  { requiredKeys: ['role', 'count'] },
)
const vote: fc.Arbitrary<Vote> = people.map((by) => ({ by, verdict: 'approve', at: 0, version: 1 }))
const request = fc.record({
  requester: people,
  approvers: fc.array(approver, { maxLength: 3 }),
  status: fc.constantFrom(...statuses),
  votes: fc.array(vote, { maxLength: 3 }),
  editor: fc.option(people, { nil: undefined }),
  effect: fc.option(fc.record({ settled: fc.record({ by: people }) }), { nil: undefined }),
})

test('whoever may see a request asked for it or finds it under one of their keys', () => {
  fc.assert(
    fc.property(people, request, (viewer, request) => {
      fc.pre(maySee(viewer, request))
      const keys = new Set(audienceOf(request))
      const found =
        viewer.id === request.requester.id || keysOf(viewer).some((key) => keys.has(key))
      expect(found).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a request that only its requester answers is in nobody else’s way', () => {
  expect(
    audienceOf({ status: 'pending', approvers: [{ role: 'requester', count: 1 }], votes: [] }),
  ).toEqual([])
})

test('a manager looks where reviewers look, a reviewer not where managers do', () => {
  expect(keysOf({ id: 'm', name: 'M', role: 'manager' })).toEqual([
    'person:m',
    'role:reviewer',
    'role:manager',
  ])
  expect(keysOf({ id: 'r', name: 'R', role: 'reviewer' })).toEqual(['person:r', 'role:reviewer'])
})
