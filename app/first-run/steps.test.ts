import { describe, expect, test } from 'vitest'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import {
  approved,
  denied,
  manager,
  member,
  own,
  request,
  reviewer,
  two,
} from '../approvals/testing/request.ts'
import { nextStep, nothingYet, noticed, stepsDone } from './steps.ts'

const table = (over: Partial<ApprovalRequest> = {}) =>
  request({ id: 'c_a_1', conversationId: 'a', approvers: own, ...over })
const invoice = (over: Partial<ApprovalRequest> = {}) =>
  request({ id: 'c_b_2', conversationId: 'b', ...over })
const refused = request({ id: 'c_d_3', status: 'denied' })
const booked = table({ status: 'succeeded', votes: [approved(member)] })
const paid = invoice({ status: 'succeeded', votes: [approved(reviewer)] })

describe('the guide', () => {
  test('begins with what one confirms oneself, and waits for that', () => {
    expect(nextStep(nothingYet, [], member)).toEqual({ kind: 'confirm' })
    expect(nextStep(nothingYet, [table()], member)).toEqual({ kind: 'decide' })
  })

  test('leads to a reviewer, to the answer, and back to whoever asked', () => {
    const confirmed = noticed(nothingYet, [booked], member)
    expect(nextStep(confirmed, [booked], member)).toEqual({ kind: 'send' })

    const sent = noticed(confirmed, [booked, invoice()], member)
    const handOver = { kind: 'hand-over', who: 'reviewer', requestId: 'c_b_2' }
    expect(nextStep(sent, [invoice()], member)).toEqual(handOver)
    const answer = { kind: 'answer', requestId: 'c_b_2' }
    expect(nextStep(sent, [invoice()], reviewer)).toEqual(answer)
    // As a page that has only just been opened knows it.
    expect(nextStep(sent, [], reviewer)).toEqual(answer)

    const answered = noticed(sent, [paid], reviewer)
    const back = { kind: 'return', asker: 'member', conversationId: 'b' }
    expect(nextStep(answered, [paid], reviewer)).toEqual(back)
    const returned = noticed(answered, [paid], member)
    expect(nextStep(returned, [paid], member)).toEqual({ kind: 'refuse' })

    const done = noticed(returned, [paid, refused], member)
    expect(nextStep(done, [paid, refused], member)).toEqual({ kind: 'done' })
    expect([nothingYet, confirmed, sent, answered, done].map(stepsDone)).toEqual([0, 1, 2, 3, 4])
  })

  test('names a second person while one is still needed', () => {
    const waits = invoice({ approvers: two })
    const sent = noticed(nothingYet, [waits], member)
    expect(nextStep(sent, [waits], member)).toMatchObject({ kind: 'hand-over', who: 'manager' })
    const half = invoice({ approvers: two, votes: [approved(manager)] })
    const later = noticed(sent, [half], manager)
    expect(nextStep(later, [half], manager)).toMatchObject({ kind: 'hand-over', who: 'reviewer' })
  })

  test('takes things in any order, and lets go of what was taken back', () => {
    const first = noticed(nothingYet, [refused], member)
    expect(nextStep(first, [refused], member)).toEqual({ kind: 'confirm' })
    const sent = noticed(first, [invoice()], member)
    const gone = noticed(sent, [invoice({ status: 'withdrawn' })], member)
    expect(gone.sent).toBeNull()
    const denial = noticed(sent, [invoice({ status: 'denied', votes: [denied(reviewer)] })], member)
    expect(denial.sent).toMatchObject({ answered: true, seen: true })
  })

  test('counts no denial by a person as a rule’s, and nobody else’s requests as one’s own', () => {
    const theirs = noticed(nothingYet, [invoice(), booked, refused], reviewer)
    expect(theirs).toEqual(nothingYet)
    const said = request({ status: 'denied', votes: [denied(reviewer)] })
    expect(noticed(nothingYet, [said], member).refused).toBe(false)
  })
})
