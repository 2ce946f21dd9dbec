import { expect, test } from 'vitest'
import { approved, manager, member, own, request, reviewer, two } from './testing/request.ts'
import { voidVotes, votesSoFar, whoAnswers, whomItNeeds } from './who.ts'

test('who answers names everybody but the person who asked', () => {
  expect(whoAnswers(request(), member)).toBe('A reviewer, but not you')
  expect(whoAnswers(request({ approvers: two }), reviewer)).toBe(
    'A manager and a reviewer, but not Member',
  )
  expect(whoAnswers(request({ approvers: own }), member)).toBe('You')
})

test('whoever edited it does not answer their own version', () => {
  const edited = { editor: reviewer, version: 2 }
  expect(whoAnswers(request(edited), manager)).toBe('A reviewer, but not Member or Reviewer')
  expect(whoAnswers(request(edited), reviewer)).toBe('A reviewer, but not Member or you')
  const both = request({ ...edited, approvers: [...own, { role: 'reviewer', count: 1 }] })
  expect(whoAnswers(both, member)).toBe('You and a reviewer, but not Reviewer')
})

test('after escalation the role that came in is named', () => {
  const escalated = request({ approvers: [{ role: 'requester', count: 1, or: 'manager' }] })
  expect(whoAnswers(escalated, member)).toBe('You or a manager')
  expect(whoAnswers(escalated, manager)).toBe('Member or a manager')
})

test('a name stays as its owner writes it', () => {
  const requester = { ...member, id: 'v', name: 'van Dijk' }
  const both = [...own, ...two]
  expect(whoAnswers(request({ requester, approvers: both }), member)).toMatch(/^van Dijk, a /)
  const half = request({ approvers: two, votes: [approved({ ...manager, name: 'de Wit' })] })
  expect(votesSoFar(half, member)).toMatch(/^de Wit approved;/)
})

test('after the first of two approvals the missing place is named', () => {
  const half = request({ approvers: two, votes: [approved(reviewer)] })
  expect(votesSoFar(half, member)).toBe('Reviewer approved; a manager must approve too.')
  expect(votesSoFar(half, reviewer)).toBe('You approved; a manager must approve too.')
  const other = request({ approvers: two, votes: [approved(manager)] })
  expect(votesSoFar(other, member)).toBe('Manager approved; a reviewer must approve too.')
})

test('a place that an escalation opened may be filled by either', () => {
  const places = [
    { role: 'requester' as const, count: 1 },
    { role: 'reviewer' as const, count: 1, or: 'manager' as const },
  ]
  const half = request({ approvers: places, votes: [approved(manager)] })
  expect(whomItNeeds(half, member)).toBe('you')
  expect(whomItNeeds(request({ approvers: places }), reviewer)).toBe(
    'Member and a reviewer or a manager',
  )
})

test('votes on an older version say nothing about this one, and that is said', () => {
  const revised = request({
    version: 2,
    approvers: two,
    votes: [approved(reviewer), { ...approved(manager), verdict: 'deny' }],
  })
  expect(votesSoFar(revised, member)).toBe(null)
  expect(voidVotes(revised, reviewer)).toEqual([
    'Your yes to version 1 no longer counts.',
    'Manager’s no to version 1 no longer counts.',
  ])
})
