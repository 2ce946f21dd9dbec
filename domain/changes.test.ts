import { describe, expect, test } from 'vitest'
import { changedFacts, nextTerms, timersFrom } from './changes.ts'
import type { Ruling } from './policy.ts'
import { DAY, HOUR, now } from './testing/policies.ts'
import { asked, itself, mia, mo, oneReviewer, rea, twoPeople } from './testing/requests.ts'

const ruling = (change: Partial<Ruling> = {}): Ruling => ({
  outcome: 'ask',
  rule: { id: 'pay-reviewer', reason: 'A reviewer confirms it.', policyVersion: 7 },
  approvers: [...oneReviewer],
  reasonRequired: true,
  timers: { expireAfter: DAY },
  onExpiry: 'approve',
  ...change,
})
const allow = ruling({ outcome: 'allow', approvers: [] })
const both = [...itself, ...oneReviewer]

describe('what people read of a difference', () => {
  test('the facts whose words differ, in the order of the old ones', () => {
    const before = [
      { label: 'Payee', value: 'Harbor Print' },
      { label: 'Amount', value: '$120.00' },
      { label: 'Note', value: 'Flyers' },
    ]
    const after = [
      { label: 'Due', value: '1 Dec' },
      { label: 'Amount', value: '$75.50' },
      { label: 'Payee', value: 'Harbor Print' },
    ]
    expect(changedFacts(before, after)).toEqual([
      { label: 'Amount', before: '$120.00', after: '$75.50' },
      { label: 'Note', before: 'Flyers' },
      { label: 'Due', after: '1 Dec' },
    ])
  })

  test('nothing when nothing differs', () => {
    expect(
      changedFacts([{ label: 'Payee', value: 'A' }], [{ label: 'Payee', value: 'A' }]),
    ).toEqual([])
  })
})

describe('the timers of a request that asks from now on', () => {
  test('are moments, counted from now', () => {
    const timers = {
      remindAfter: HOUR,
      escalateAfter: 2 * HOUR,
      escalateTo: 'manager',
      expireAfter: DAY,
    } as const
    expect(timersFrom(ruling({ timers }), now)).toEqual({
      remindAt: now + HOUR,
      escalateAt: now + 2 * HOUR,
      escalateTo: 'manager',
      expiresAt: now + DAY,
      onExpiry: 'approve',
    })
  })

  test('are only those that the rule sets; nobody escalates to nobody', () => {
    const timers = { escalateAfter: HOUR, expireAfter: DAY }
    expect(timersFrom(ruling({ timers }), now)).toEqual({
      expiresAt: now + DAY,
      onExpiry: 'approve',
    })
  })
})

describe('the next version of one’s own request', () => {
  const own = { by: mia, material: true }

  test('asks whom policy asks, on policy’s terms', () => {
    expect(nextTerms(asked(itself), ruling(), now, own)).toEqual({
      approvers: oneReviewer,
      reasonRequired: true,
      timers: { expiresAt: now + DAY, onExpiry: 'approve' },
    })
  })

  test('may be allowed by a rule or a grant, for that version', () => {
    const terms = nextTerms(asked(itself, { version: 3 }), allow, now, own)
    expect(terms.clearance).toEqual({ by: 'rule', id: 'pay-reviewer', at: now, version: 4 })
    const granted = { ...allow, grant: 'g1' }
    expect(nextTerms(asked(itself), granted, now, own).clearance).toMatchObject({
      by: 'grant',
      id: 'g1',
    })
  })

  test('takes the place of what somebody else made of it', () => {
    const edited = asked(both, { editor: rea })
    expect(nextTerms(edited, ruling(), now, own)).not.toHaveProperty('editor')
    expect(nextTerms(edited, ruling(), now, own).approvers).toEqual(oneReviewer)
  })
})

describe('somebody else’s edit', () => {
  test('of what matters needs the member again, beside everybody whom policy asks', () => {
    const terms = nextTerms(asked(twoPeople), ruling(), now, { by: rea, material: true })
    expect(terms).toMatchObject({ editor: rea, approvers: both })
  })

  test('of little things does not', () => {
    const terms = nextTerms(asked(oneReviewer), ruling(), now, { by: rea, material: false })
    expect(terms.approvers).toEqual(oneReviewer)
  })

  test('asks the member once, also where policy asks them anyway', () => {
    const asks = ruling({ approvers: [...itself] })
    const terms = nextTerms(asked(itself), asks, now, { by: rea, material: true })
    expect(terms.approvers).toEqual(itself)
  })

  test('is not covered by a rule’s own yes, however small', () => {
    const terms = nextTerms(asked(oneReviewer), allow, now, { by: rea, material: false })
    expect(terms.approvers).toEqual(itself)
    expect(terms).not.toHaveProperty('clearance')
  })

  test('is not confirmed by silence', () => {
    const terms = nextTerms(asked(oneReviewer), ruling(), now, { by: rea, material: false })
    expect(terms.timers.onExpiry).toBe('deny')
  })

  test('is not hidden by a small edit of a third person: the member is still to be asked', () => {
    const edited = asked(both, { editor: rea, version: 2 })
    const terms = nextTerms(edited, ruling(), now, { by: mo, material: false })
    expect(terms).toMatchObject({ editor: mo, approvers: both })
  })
})

describe('facts that moved', () => {
  const moved = { material: true }

  test('ask whom policy asks now, of the member’s own request', () => {
    expect(nextTerms(asked(itself), ruling(), now, moved).approvers).toEqual(oneReviewer)
    expect(nextTerms(asked(itself), allow, now, moved).clearance).toMatchObject({ version: 2 })
  })

  test('leave an edited version its editor’s: they do not answer it, and the member does', () => {
    const edited = asked(both, { editor: rea })
    for (const rules of [ruling(), allow]) {
      const terms = nextTerms(edited, rules, now, moved)
      expect(terms).toMatchObject({ editor: rea, timers: { onExpiry: 'deny' } })
      expect(terms.approvers).toContainEqual({ role: 'requester', count: 1 })
      expect(terms).not.toHaveProperty('clearance')
    }
  })
})
