import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Card } from '../pages/card.ts'
import { effect, hours, ines, large, maya, minutes, no, paid, rob, small, yes } from './request.ts'

/** One face of a card: who looks at what, which words must be there, and what is opened first. */
export type State = {
  name: string
  viewer: Person
  request: ApprovalRequest
  /** Who and what, as sentences on the card. Every moment is checked besides. */
  says: string[]
  open?: (card: Card) => Promise<void>
}

const decided = { decidedAt: minutes(-2) }
const done = { ...decided, votes: [yes(maya, -2)] }
const reviewed = { ...decided, votes: [yes(rob, -2)] }

const amountChange = [{ label: 'Amount', before: '$40.00', after: '$60.00' }]
const sixty = {
  version: 2,
  title: 'Send $60.00 to Harbor Print',
  summary: [
    { label: 'Payee', value: 'Harbor Print' },
    { label: 'Amount', value: '$60.00' },
    { label: 'From', value: 'Operating account' },
  ],
  input: { payee: 'Harbor Print', amount: 60_00, memo: 'Posters for the open day' },
}
const tooLate = {
  reason: 'The caterer is paid by card this month, and twice would be one time too many.',
}

/** While it waits. */
const pending: State[] = [
  {
    name: 'pending-own',
    viewer: maya,
    request: small(),
    says: ['Needs your answer', 'You asked', 'expires as denied'],
  },
  {
    name: 'pending-waits',
    viewer: maya,
    request: large({ sharedWith: [{ name: 'Rob', at: minutes(-1) }] }),
    says: ['Waiting for a reviewer', 'A reviewer, but not you', 'Rob has read the conversation'],
  },
  {
    name: 'pending-answer',
    viewer: rob,
    request: large({ remindedAt: minutes(-1), requestedAt: hours(-4) }),
    says: [
      'Needs your answer',
      'asked by Maya',
      'A reminder went out',
      'It goes to a manager as well',
    ],
  },
  {
    name: 'pending-escalated',
    viewer: ines,
    request: small({
      requestedAt: hours(-30),
      remindedAt: hours(-26),
      escalatedAt: hours(-6),
      onExpiry: 'approve',
      approvers: [{ role: 'requester', count: 1, or: 'manager' }],
    }),
    says: ['Maya or a manager', 'It went to a manager as well', 'it counts as approved'],
  },
  {
    name: 'pending-half',
    viewer: ines,
    request: large({
      approvers: [
        { role: 'manager', count: 1 },
        { role: 'reviewer', count: 1 },
      ],
      votes: [yes(rob, -1)],
    }),
    says: ['Rob approved; a manager must approve too.'],
  },
  {
    name: 'pending-edited-by-reviewer',
    viewer: maya,
    request: small({
      ...sixty,
      editor: rob,
      approvers: [
        { role: 'requester', count: 1 },
        { role: 'reviewer', count: 1 },
      ],
      change: { cause: 'edited', by: rob, at: minutes(-5), fields: amountChange },
    }),
    says: ['Edited by Rob, 5 minutes ago', 'You and a reviewer, but not Rob'],
  },
  {
    name: 'pending-edited-after-vote',
    viewer: rob,
    request: large({
      version: 2,
      approvers: [{ role: 'reviewer', count: 2 }],
      votes: [yes(rob, -10)],
      change: {
        cause: 'edited',
        by: maya,
        at: minutes(-3),
        fields: [
          { label: 'Invoice', before: 'INV-1001', after: 'INV-1002' },
          { label: 'Amount', before: '$120.00', after: '$1,850.00' },
          { label: 'Memo', before: 'For the open day' },
        ],
      },
    }),
    says: ['Edited by Maya, 3 minutes ago', 'Your yes to version 1 no longer counts.'],
  },
  {
    name: 'pending-facts-moved',
    viewer: rob,
    request: large({
      version: 2,
      votes: [yes(rob, -10)],
      change: {
        cause: 'moved',
        at: minutes(-8),
        fields: [{ label: 'Amount', before: '$1,790.00', after: '$1,850.00' }],
      },
    }),
    says: ['The facts changed 8 minutes ago, before it was carried out, so it asks again'],
  },
]

/** The forms that a waiting card opens. */
const forms: State[] = [
  {
    name: 'form-edit',
    viewer: maya,
    request: small(),
    says: ['What you change', 'Saving makes version 2'],
    open: async (card) => {
      await card.editButton.click()
      await card.field('Amount').fill('60')
      await card.field('Memo').fill('Posters and flyers for the open day')
    },
  },
  {
    name: 'form-edit-faulty',
    viewer: maya,
    request: small({ title: 'Send $45.00 to Harbor Print' }),
    says: ['Write an amount in dollars, like 40 or 1,850.00.', 'Please fill this in.'],
    open: async (card) => {
      await card.editButton.click()
      await card.field('Amount').fill('sixty')
      await card.field('Payee').fill('')
      await card.saveChanges.click()
    },
  },
  {
    name: 'form-approve-with-reason',
    viewer: rob,
    request: large({ reasonRequired: true }),
    says: ['The rule asks for a reason.', 'Please say why.'],
    open: async (card) => {
      await card.approveButton.click()
      await card.approveRequest.click()
    },
  },
  {
    name: 'form-deny',
    viewer: rob,
    request: large(),
    says: ['the assistant goes on from it'],
    open: (card) => card.denyButton.click(),
  },
  {
    name: 'form-more-time',
    viewer: maya,
    request: large(),
    says: ['1 week', '30 days'],
    open: (card) => card.moreTime.click(),
  },
  {
    name: 'form-grant',
    viewer: maya,
    request: small({
      status: 'succeeded',
      ...done,
      effect: effect('succeeded', { receipt: paid }),
    }),
    says: ['Send payments to Harbor Print up to $40.00 each', 'when you ask the assistant for it'],
    open: (card) => card.dontAskAgain.click(),
  },
  {
    name: 'form-settle',
    viewer: ines,
    request: large({ status: 'unknown', ...reviewed, effect: effect('unknown') }),
    says: ['What happened?', 'How do you know?'],
    open: (card) => card.settleButton.click(),
  },
]

/** Once it is approved, until it is known what came of it. */
const underway: State[] = [
  {
    name: 'approved',
    viewer: maya,
    request: large({ status: 'approved', ...reviewed, effect: effect('pending', { attempts: 0 }) }),
    says: ['Approved by Rob; it is about to be carried out.', 'Rob approved ·'],
  },
  {
    name: 'approved-with-undo',
    viewer: maya,
    request: small({
      status: 'approved',
      decidedAt: minutes(0),
      votes: [yes(maya, 0)],
      undoUntil: minutes(0.15),
      effect: effect('pending', { attempts: 0 }),
    }),
    says: ['Approved by you; it is carried out at 9:41:09 AM unless it is undone before.', '0:09'],
  },
  {
    name: 'executing',
    viewer: maya,
    request: small({ status: 'executing', ...done, effect: effect('executing') }),
    says: ['Approved by you; it is being carried out.', 'You approved ·'],
  },
  {
    name: 'executing-again',
    viewer: maya,
    request: small({
      status: 'executing',
      ...done,
      effect: effect('executing', {
        attempts: 3,
        nextAt: minutes(2),
        error: 'The bank did not answer in time.',
      }),
    }),
    says: ['Trying again', 'It will not be done twice.', '3 attempts so far', 'in 2 minutes'],
  },
  {
    name: 'unknown',
    viewer: maya,
    request: large({
      status: 'unknown',
      ...reviewed,
      effect: effect('unknown', {
        attempts: 6,
        nextAt: minutes(45),
        error: 'The bank did not answer, and its list does not show the payment.',
      }),
    }),
    says: ['Outcome not known', 'nobody can say yet whether it happened', 'Check again'],
  },
  {
    name: 'unknown-manager',
    viewer: ines,
    request: large({
      status: 'unknown',
      ...reviewed,
      effect: effect('unknown', { attempts: 6, nextAt: minutes(45) }),
    }),
    says: ['asked by Maya', 'Check again', 'Settle…'],
  },
]

/** When it is over. */
const settled: State[] = [
  {
    name: 'succeeded',
    viewer: maya,
    request: small({
      status: 'succeeded',
      ...done,
      effect: effect('succeeded', { receipt: paid }),
    }),
    says: ['Paid $40.00 to Harbor Print, approved by you.', 'Don’t ask again for this…'],
  },
  {
    name: 'succeeded-by-rule',
    viewer: maya,
    request: small({
      status: 'succeeded',
      ...decided,
      approvers: [],
      rule: {
        id: 'small-change',
        reason: 'Up to $50 to Harbor Print needs nobody.',
        policyVersion: 3,
      },
      clearance: { by: 'rule', id: 'small-change', at: minutes(-2) },
      effect: effect('succeeded', { receipt: paid }),
    }),
    says: ['allowed by a rule.', 'Up to $50 to Harbor Print needs nobody.'],
  },
  {
    name: 'succeeded-by-grant',
    viewer: maya,
    request: small({
      status: 'succeeded',
      ...decided,
      approvers: [],
      rule: {
        id: 'send_payment-own',
        reason: 'Rob said yes to such requests in advance, until 30 Nov 2026, 09:00 UTC.',
        policyVersion: 1,
      },
      clearance: { by: 'grant', id: 'g_1', at: minutes(-2) },
      effect: effect('succeeded', { receipt: paid }),
    }),
    says: ['allowed by a grant.', 'Rob said yes to such requests in advance'],
  },
  {
    name: 'succeeded-by-expiry',
    viewer: maya,
    request: small({
      status: 'succeeded',
      ...decided,
      onExpiry: 'approve',
      clearance: { by: 'expiry', id: 'expiry', at: minutes(-2) },
      effect: effect('succeeded', { receipt: paid }),
    }),
    says: ['approved because nobody answered in time.', 'Approved by expiry ·'],
  },
  {
    name: 'succeeded-second-version',
    viewer: rob,
    request: large({
      status: 'succeeded',
      ...decided,
      version: 2,
      votes: [yes(rob, -10), yes(rob, -2, { version: 2 })],
      change: {
        cause: 'edited',
        by: maya,
        at: minutes(-6),
        fields: [{ label: 'Amount', before: '$1,790.00', after: '$1,850.00' }],
      },
      effect: effect('succeeded', { receipt: paid }),
    }),
    says: ['You approved version 1, which no longer counts', 'Maya edited it', 'You approved ·'],
  },
  {
    name: 'succeeded-settled',
    viewer: maya,
    request: large({
      status: 'succeeded',
      ...reviewed,
      effect: effect('succeeded', {
        settled: { by: ines, reason: 'The bank’s list shows it, 23 Nov.', at: minutes(-1) },
      }),
    }),
    says: ['Done, as Ines settled it; approved by Rob.', 'Ines settled it: it happened ·'],
  },
  {
    name: 'failed',
    viewer: maya,
    request: small({
      status: 'failed',
      ...done,
      effect: effect('failed', { error: 'The operating account holds too little for this.' }),
    }),
    says: ['Approved by you, but it could not be carried out.', 'holds too little'],
  },
  {
    name: 'failed-settled',
    viewer: maya,
    request: large({
      status: 'failed',
      ...reviewed,
      effect: effect('failed', {
        error: 'Ines settled this as not done: the bank has no trace of it.',
        settled: { by: ines, reason: 'The bank has no trace of it.', at: minutes(-1) },
      }),
    }),
    says: ['but not done, as Ines settled it.', 'Ines settled it: it did not happen ·'],
  },
  {
    name: 'denied',
    viewer: maya,
    request: large({ status: 'denied', ...decided, votes: [no(rob, -2, tooLate.reason)] }),
    says: ['Denied by Rob; nothing was done.', tooLate.reason],
  },
  {
    name: 'denied-by-rule',
    viewer: maya,
    request: large({
      status: 'denied',
      ...decided,
      approvers: [],
      rule: {
        id: 'pay_invoice-too-much',
        reason: 'Payments above $25,000 in 24 hours are not made through the assistant.',
        policyVersion: 1,
      },
    }),
    says: [
      'Denied by a rule; nothing was done.',
      'not made through the assistant',
      'Denied by a rule ·',
    ],
  },
  {
    name: 'expired',
    viewer: maya,
    request: large({ status: 'expired', ...decided, expiresAt: minutes(-2) }),
    says: ['Nobody answered in time, so it counts as denied', 'Expired ·'],
  },
  {
    name: 'withdrawn',
    viewer: rob,
    request: large({ status: 'withdrawn', ...decided, closedBy: maya }),
    says: ['Withdrawn by Maya; nothing was done.', 'Withdrawn by Maya ·'],
  },
  {
    name: 'superseded',
    viewer: rob,
    request: large({
      status: 'superseded',
      ...decided,
      closedBy: maya,
      replacedBy: 'c_states_newer',
    }),
    says: ['Replaced by Maya with a newer request', 'Show the newer request'],
  },
  {
    name: 'undone',
    viewer: maya,
    request: small({ status: 'undone', ...done, closedBy: maya }),
    says: ['Undone by you before it was carried out', 'You approved ·', 'Undone by you ·'],
  },
]

/** Each as a request of its own, so that they can stand on one page. */
export const states: readonly State[] = [...pending, ...forms, ...underway, ...settled].map(
  (state) => ({ ...state, request: { ...state.request, id: `c_states_${state.name}` } }),
)
