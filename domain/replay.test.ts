import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Approval, Approver, Clearance } from './approval.ts'
import { type Event, evolve } from './events.ts'
import * as machine from './machine.ts'
import type { ApprovalRequest } from './protocol.ts'
import { replay, type ReplayFact } from './replay.ts'
import type { Person } from './roles.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 22, 12)
const mira: Person = { id: 'mira', name: 'Mira', role: 'member' }
const ravi: Person = { id: 'ravi', name: 'Ravi', role: 'reviewer' }
const rosa: Person = { id: 'rosa', name: 'Rosa', role: 'reviewer' }
const mona: Person = { id: 'mona', name: 'Mona', role: 'manager' }
const people = [mira, ravi, rosa, mona]
const receipt = { title: 'Paid', facts: [] }

const iso = (at: number) => new Date(at).toISOString()
const digest = (version: number) => String(version).repeat(64).slice(0, 64)

/** A request as its host first shows it. */
const proposal = (change: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  id: 'c_conversation_one',
  kind: 'tool',
  status: 'pending',
  version: 1,
  digest: digest(1),
  tool: 'send_payment',
  title: 'Send $200.00 to Harbor Print',
  summary: [],
  input: { amount: 200_00 },
  risk: 'low',
  rule: { id: 'send_payment-reviewer', reason: 'A reviewer confirms.', policyVersion: 1 },
  model: { id: 'builtin', promptVersion: '1' },
  requester: mira,
  approvers: [{ role: 'reviewer', count: 1 }],
  votes: [],
  requestedAt: iso(START),
  remindAt: iso(START + 4 * HOUR),
  escalateAt: iso(START + 24 * HOUR),
  escalateTo: 'manager',
  expiresAt: iso(START + 168 * HOUR),
  ...change,
})

const fact = (type: string, body: unknown, at = START): ReplayFact => ({ type, body, at })
const told = ({ type, ...body }: Event, at = START): ReplayFact => fact(type, body, at)
const proposed = (change: Partial<ApprovalRequest> = {}) =>
  fact('request.proposed', proposal(change))
const vote = (by: Person, verdict: 'approve' | 'deny' = 'approve', version = 1) =>
  told({
    type: 'vote.cast',
    vote: { by, verdict, at: START, version },
    digest: digest(version),
  })
const approved = (version = 1, clearance?: Clearance) =>
  told({
    type: 'request.approved',
    version,
    digest: digest(version),
    ...(clearance && { clearance }),
  })
const key = (version = 1) => `c_conversation_one.${version}.1`
const started = (version = 1) => told({ type: 'effect.started', key: key(version), attempt: 1 })
const succeeded = told({ type: 'request.succeeded', key: key(), receipt })
const revised = (change: Partial<Extract<Event, { type: 'request.revised' }>> = {}) =>
  told({
    type: 'request.revised',
    cause: 'edited',
    by: mira,
    version: 2,
    digest: digest(2),
    approvers: [{ role: 'reviewer', count: 1 }],
    reasonRequired: false,
    timers: { onExpiry: 'deny' },
    content: {},
    ...change,
  })

describe('facts of a payment', () => {
  test('that a reviewer approved and that was made', () => {
    const facts = [proposed(), vote(ravi), approved(), started(), succeeded]
    expect(replay(facts)).toEqual({ status: 'succeeded', version: 1, problems: [] })
  })

  test('that a rule allowed, and its first words when the first release told it', () => {
    const word = fact('request.approved', { rule: proposal().rule })
    const executing = fact('request.executing', { key: key() })
    const start = fact('effect.started', { key: key() })
    const facts = [proposed({ status: 'approved' }), word, executing, start, start, succeeded]
    expect(replay(facts)).toEqual({ status: 'succeeded', version: 1, problems: [] })
    const clearance = { by: 'rule', id: 'allow', at: START, version: 1 } as const
    expect(replay([proposed(), approved(1, clearance), started(), succeeded]).problems).toEqual([])
  })

  test('of the first release, whose votes stood bare', () => {
    const bare = fact('vote.cast', {
      by: ravi,
      verdict: 'deny',
      reason: 'Too much.',
      at: START,
      version: 1,
      digest: digest(1),
    })
    const denied = fact('request.denied', { version: 1, digest: digest(1) })
    expect(replay([proposed(), bare, denied])).toEqual({
      status: 'denied',
      version: 1,
      problems: [],
    })
  })

  test('that went back to people, with views and postings between', () => {
    const facts = [
      fact('ledger.posted', { key: key() }),
      proposed(),
      vote(ravi),
      approved(),
      fact('excerpt.viewed', { by: rosa }),
      revised({ cause: 'moved' }),
      vote(ravi, 'approve', 2),
      approved(2),
      started(2),
      told({ type: 'request.unknown', key: key(2), nextAt: START, error: 'No answer.' }),
      told({ type: 'request.unknown', key: key(2), nextAt: START, error: 'Still none.' }),
      told({ type: 'request.failed', key: key(2), error: 'Refused.' }),
    ]
    expect(replay(facts)).toEqual({ status: 'failed', version: 2, problems: [] })
  })
})

describe('what should not have happened', () => {
  const shows = (facts: ReplayFact[], problem: string | RegExp) =>
    expect(replay(facts).problems).toContainEqual(expect.stringMatching(problem))

  test('no proposal, an unreadable one, two', () => {
    expect(replay([])).toMatchObject({ status: null, version: 0 })
    shows([vote(ravi)], /no proposal/)
    shows([fact('request.proposed', { id: 1 })], /unreadable/)
    shows([proposed(), proposed()], /twice/)
  })

  test('an arc that there is none of changes nothing', () => {
    const facts = [proposed(), vote(ravi), approved(), told({ type: 'request.expired' })]
    shows(facts, /cannot go from approved to expired/)
    expect(replay(facts).status).toBe('approved')
    shows([proposed(), succeeded], /is not of c_conversation_one/)
  })

  test.each([
    ['nobody', []],
    ['the requester', [vote(mira)]],
    ['somebody of another version', [vote(ravi), revised()]],
    ['a member', [vote({ ...ravi, role: 'member' })]],
  ])('an approval by %s', (_who, votes) => {
    const version = votes.some(({ type }) => type === 'request.revised') ? 2 : 1
    shows([proposed(), ...votes, approved(version)], /approved by too few/)
    shows([proposed(), ...votes, approved(version), started(version)], /without approval/)
  })

  test('an approval by one where two are asked', () => {
    const approvers: Approver[] = [
      { role: 'manager', count: 1 },
      { role: 'reviewer', count: 1 },
    ]
    shows([proposed({ approvers }), vote(mona), approved()], /too few/)
    const both = [proposed({ approvers }), vote(mona), vote(ravi), approved(), started()]
    expect(replay(both).problems).toEqual([])
  })

  test('a clearance of another version', () => {
    const clearance = { by: 'grant', id: 'g', at: START, version: 1 } as const
    shows([proposed(), revised(), approved(2, clearance)], /too few/)
  })

  test('an approval by expiry that the rule does not know', () => {
    const clearance = { by: 'expiry', id: 'expiry', at: START, version: 1 } as const
    shows([proposed(), approved(1, clearance)], /expiry/)
    expect(replay([proposed({ onExpiry: 'approve' }), approved(1, clearance)]).problems).toEqual([])
  })

  test('a start without any approval, and one after the end', () => {
    shows([proposed(), started()], /started without approval of version 1/)
    shows([proposed(), vote(ravi), approved(), started(), succeeded, started()], /was succeeded/)
  })

  test('two effects of one version', () => {
    const other = told({ type: 'effect.started', key: 'c_conversation_one.1.2', attempt: 1 })
    const facts = [proposed(), vote(ravi), approved(), started(), other]
    shows(facts, /Version 1 started 2 effects/)
    shows(facts, /is not the effect of version 1/)
  })

  test('success twice, or failure after success', () => {
    const done = [proposed(), vote(ravi), approved(), started(), succeeded]
    shows([...done, succeeded], /ended twice/)
    shows([...done, told({ type: 'request.failed', key: key(), error: 'No.' })], /ended twice/)
  })

  test('a vote twice, by who is not asked, on other facts, or too late', () => {
    shows([proposed(), vote(ravi), vote(ravi)], /twice/)
    shows([proposed(), vote(mira)], /without being asked/)
    shows([proposed(), vote(ravi, 'approve', 2)], /not there/)
    shows([proposed(), told({ type: 'request.expired' }), vote(ravi)], /when it was expired/)
    const denied = told({ type: 'request.denied', version: 1, digest: digest(1) })
    shows([proposed(), denied], /denied by nobody/)
  })

  test('a version left out, a reminder twice', () => {
    shows([proposed(), revised({ version: 3 })], /Version 3 came after version 1/)
    const reminded = told({ type: 'request.reminded' })
    shows([proposed(), reminded, reminded], /Reminded twice/)
  })

  test('a body that nobody can read', () => {
    shows([proposed(), fact('vote.cast', null)], /vote\.cast/)
    shows([proposed(), fact('request.approved', { rule: null })], /request\.approved/)
  })
})

// ── whatever people, clock and providers do ────────────────────────────────────────────────────

type Act = (state: Approval, at: number) => machine.Step | Event[]

const verdicts = fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'deny')
const ballot = fc.record({ by: fc.constantFrom(...people), verdict: verdicts }).map(
  ({ by, verdict }): Act =>
    (state, at) =>
      machine.decide(state, by, { verdict, version: state.version, digest: state.digest }, at),
)
const attempt = fc
  .constantFrom<machine.Attempt>(
    { status: 'succeeded', receipt },
    { status: 'failed', error: 'No.' },
    { status: 'delayed', error: 'Later.', nextAt: START },
    { status: 'unknown', error: 'Who knows?', nextAt: START },
  )
  .map(
    (attempt): Act =>
      (state) =>
        machine.finish(state, attempt),
  )
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: ballot },
  { weight: 6, arbitrary: fc.constant<Act>((state, at) => machine.start(state, at)) },
  { weight: 8, arbitrary: attempt },
  fc.constant<Act>((state) => machine.withdraw(state, mira)),
  fc.constant<Act>((state) => machine.supersede(state, 'c_conversation_two')),
  fc.constant<Act>((state, at) => machine.undo(state, mira, at)),
  fc.constant<Act>((state, at) => machine.due(state, at)),
  fc.constant<Act>((state, at) => machine.extend(state, ravi, at + 200 * HOUR, at)),
  fc.constant<Act>((state) => machine.settle(state, mona, 'succeeded', 'I looked.')),
  fc
    .record({
      cause: fc.constantFrom('edited', 'moved'),
      by: fc.constantFrom(mira, ravi),
      cleared: fc.boolean(),
    })
    .map(({ cause, by, cleared }): Act => (state, at) => {
      const version = state.version + 1
      const clearance = { by: 'rule', id: 'allow', at, version } as const
      return machine.revise(
        state,
        cause,
        {
          digest: digest(version),
          ...(by !== mira && cause === 'edited' && { editor: by }),
          approvers: [{ role: 'reviewer', count: 1 }],
          reasonRequired: false,
          timers: { expiresAt: at + HOUR, onExpiry: 'deny' },
          ...(cleared && { clearance }),
          content: {},
        },
        by,
      )
    }),
)

const start: Approval = {
  id: 'c_conversation_one',
  status: 'pending',
  version: 1,
  digest: digest(1),
  requester: mira,
  approvers: [{ role: 'reviewer', count: 1 }],
  votes: [],
  reasonRequired: false,
  timers: {
    remindAt: START + 4 * HOUR,
    escalateAt: START + 24 * HOUR,
    escalateTo: 'manager',
    expiresAt: START + 168 * HOUR,
    onExpiry: 'deny',
  },
}

/** What a host does: asks the machine, stores the events and the state that they make. */
function lived(acts: readonly { act: Act; after: number }[]) {
  const facts = [proposed()]
  let state = start
  let at = START
  for (const { act, after } of acts) {
    at += after
    const step = act(state, at)
    const events = Array.isArray(step) ? step : step.ok ? step.events : []
    for (const event of events) {
      facts.push(told(event, at))
      state = evolve(state, event, at)
    }
  }
  return { facts, state }
}

const lives = fc
  .array(fc.record({ act, after: fc.constantFrom(1, HOUR, 5 * HOUR, 100 * HOUR) }), {
    maxLength: 30,
  })
  .map(lived)

describe('any life of a request', () => {
  test('is told by its facts: the same end, nothing to object to', () => {
    fc.assert(
      fc.property(lives, ({ facts, state }) => {
        const { status, version } = state
        expect(replay(facts)).toEqual({ status, version, problems: [] })
      }),
      { numRuns: 2_000 },
    )
  })

  test('in which an effect began objects to the loss of any yes', () => {
    const effective = lives.filter(({ facts }) =>
      facts.some(({ type }) => type === 'effect.started'),
    )
    fc.assert(
      fc.property(effective, ({ facts, state }) => {
        const forged = facts.filter(({ type }) => type !== 'vote.cast')
        const cleared = state.clearance?.version === state.version
        if (!cleared) expect(replay(forged).problems).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
