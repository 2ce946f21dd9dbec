import { expect } from '@playwright/test'
import type { Verdict } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { inUtc } from '../../domain/refusals.ts'
import type { Dice } from '../../domain/testing/sequences.ts'
import { Session } from '../attacks/session.ts'
import { type Answer, decide } from './deciding.ts'

/** All who answer in a race, each so many times, and people who must not. */
export type Field = { deciders: Session[]; strangers: Session[] }

const EACH = 10

/** Fifty people who may answer, a manager for every four reviewers, and a few who may not. */
export async function fieldOf(url: string): Promise<Field> {
  const deciders = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      Session.signUp(url, index % 5 === 0 ? 'manager' : 'reviewer'),
    ),
  )
  const strangers = await Promise.all(
    (['member', 'auditor', 'admin'] as const).map((role) => Session.signUp(url, role)),
  )
  return { deciders, strangers }
}

type Shot = { who: Session; verdict: Verdict; answer: Answer }

/** Everybody decides on the same version at the same time. */
export async function race(
  { deciders, strangers }: Field,
  requester: Session,
  request: ApprovalRequest,
  dice: Dice,
): Promise<{ shots: Shot[]; outsiders: Shot[] }> {
  const shoot = async (who: Session): Promise<Shot> => {
    const verdict = dice.once(2) ? 'approve' : 'deny'
    return { who, verdict, answer: await decide(who, request, verdict) }
  }
  const times = <T>(people: readonly T[]) => Array.from({ length: EACH }, () => people).flat()
  const [shots, outsiders] = await Promise.all([
    Promise.all(times(deciders).map(shoot)),
    Promise.all([requester, ...strangers].map(shoot)),
  ])
  return { shots, outsiders }
}

/** What came of it must be one outcome, told to everybody. `now` is the request after the race. */
export function judge(
  { shots, outsiders }: { shots: Shot[]; outsiders: Shot[] },
  requester: Session,
  now: ApprovalRequest,
): void {
  const last = now.votes.at(-1)
  expect(last, 'somebody has won').toBeDefined()
  const [asked] = outsiders.filter(({ who }) => who === requester)
  expect(asked?.answer).toMatchObject({ kind: 'refused', status: 403 })
  for (const { who, answer } of outsiders.filter((each) => each !== asked)) {
    expect(answer, who.person.role).toMatchObject({ kind: 'refused', status: 404 })
  }
  for (const shot of shots) expect(complaintOf(shot, now), shot.who.person.id).toBeNull()
  // Whoever was told 200 has voted so, and nobody else has.
  const heard = shots.filter(({ answer }) => answer.kind === 'done')
  const voters = new Set(heard.map(({ who, verdict }) => `${who.person.id} ${verdict}`))
  const votes = new Set(now.votes.map(({ by, verdict }) => `${by.id} ${verdict}`))
  expect(voters).toEqual(votes)
}

/** What is wrong with an answer, given how the race ended; null when nothing is. */
function complaintOf({ who, verdict, answer }: Shot, now: ApprovalRequest): string | null {
  const own = now.votes.find(({ by }) => by.id === who.person.id)
  if (answer.kind === 'gone') return 'no answer'
  if (answer.kind === 'done') return own?.verdict === verdict ? null : 'acknowledged without a vote'
  const { status, error } = answer
  if (status === 403) {
    // Its place was taken while another one was still open: it is told whom the request waits for.
    const waits = now.approvers.length > 1 && who.person.role === 'reviewer' && !own
    return waits && error.rule?.id === now.rule.id ? null : `refused: ${error.message}`
  }
  if (status !== 409 || error.code !== 'already_decided') return `${status} ${error.code}`
  const by = now.votes.find(({ by: { id } }) => id === error.decidedBy?.id)
  if (!by || by.at !== error.decidedAt) return `told of nobody's vote: ${JSON.stringify(error)}`
  // One's own earlier answer while others are still asked, or the one that ended the waiting.
  const said = error.status === 'pending' ? own : now.votes.at(-1)
  if (by !== said) return `told of ${by.by.id}, but it was ${said?.by.id}`
  const named = error.status === 'pending' ? 'You answered' : by.by.name
  const told = error.message.includes(named) && error.message.includes(inUtc(Date.parse(by.at)))
  return told ? null : `says neither who nor when: ${error.message}`
}
