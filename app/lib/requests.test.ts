import { expect, test } from 'vitest'
import type { Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { isNewer } from './requests.ts'

const at = (status: Status, version = 1, votes = 0): ApprovalRequest => ({
  id: 'c_conversation_request',
  kind: 'tool',
  status,
  version,
  digest: 'd',
  tool: 'pay_invoice',
  title: 'Pay',
  summary: [],
  input: {},
  risk: 'low',
  rule: { id: 'r', reason: 'r', policyVersion: 1 },
  model: { id: 'm', promptVersion: '1' },
  requester: { id: 'member', name: 'Member', role: 'member' },
  approvers: [],
  votes: Array.from({ length: votes }, () => ({
    by: { id: 'reviewer', name: 'Reviewer', role: 'reviewer' as const },
    verdict: 'approve' as const,
    at: '2026-11-22T09:00:00.000Z',
    version,
  })),
  requestedAt: '2026-11-22T09:00:00.000Z',
})

test('an answer that arrives late takes no card back', () => {
  expect(isNewer(at('succeeded'), at('approved'))).toBe(false)
  expect(isNewer(at('approved'), at('executing'))).toBe(true)
  expect(isNewer(at('unknown'), at('succeeded'))).toBe(true)
})

test('a new version counts, whatever its status', () => {
  expect(isNewer(at('approved', 1), at('pending', 2))).toBe(true)
  expect(isNewer(at('pending', 2), at('approved', 1))).toBe(false)
})

test('of two pending states the one with more votes is newer', () => {
  expect(isNewer(at('pending', 1, 1), at('pending', 1, 0))).toBe(false)
  expect(isNewer(at('pending', 1, 0), at('pending', 1, 1))).toBe(true)
})

test('more time that was given, and what the clock has brought, are not taken back', () => {
  const extended = { ...at('pending'), expiresAt: '2026-11-30T09:00:00.000Z' }
  const before = { ...at('pending'), expiresAt: '2026-11-29T09:00:00.000Z' }
  expect(isNewer(before, extended)).toBe(true)
  expect(isNewer(extended, before)).toBe(false)
  const reminded = { ...at('pending'), remindedAt: '2026-11-22T13:00:00.000Z' }
  expect(isNewer(at('pending'), reminded)).toBe(true)
  expect(isNewer(reminded, at('pending'))).toBe(false)
})

test('while an outcome is looked up, the later attempt is newer', () => {
  const tried = (attempts: number) => ({
    ...at('unknown'),
    effect: { status: 'unknown' as const, key: 'k', attempts },
  })
  expect(isNewer(tried(1), tried(2))).toBe(true)
  expect(isNewer(tried(2), tried(1))).toBe(false)
  expect(isNewer(tried(2), tried(2))).toBe(true)
})
