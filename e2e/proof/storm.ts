import { setTimeout as delay } from 'node:timers/promises'
import type { Verdict } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Dice } from '../../domain/testing/sequences.ts'
import { Session } from '../attacks/session.ts'
import { ask, converse, invoices, paying } from './asking.ts'
import { type Answer, decide, post } from './deciding.ts'
import { payees } from './rules.ts'

/** Those who answer for others. */
export type Crew = { reviewers: [Session, Session]; managers: [Session, Session] }

export async function crewOf(url: string): Promise<Crew> {
  const signUp = (role: 'reviewer' | 'manager') => Session.signUp(url, role)
  return {
    reviewers: [await signUp('reviewer'), await signUp('reviewer')],
    managers: [await signUp('manager'), await signUp('manager')],
  }
}

/** A request that waits, and who asked for it. */
export type Asked = { owner: Session; request: ApprovalRequest }

/** Slows every effect of these requests down, so that killing the server in the middle is no luck. */
export async function slowDown(asked: readonly Asked[], ms: number): Promise<void> {
  const owners = new Map(asked.map(({ owner, request }) => [request.conversationId, owner]))
  for (const [conversationId, owner] of owners) {
    const fault = { conversationId, point: 'effect.start', mode: 'delay', ms, times: 1_000 }
    await owner.must('POST', '/e2e/faults', fault)
  }
}

/** What the server has acknowledged with 200, and so must never lose. */
export type Acknowledged = { requestId: string } & (
  | { did: 'vote'; by: string; verdict: Verdict; version: number }
  | { did: 'withdraw' }
  | { did: 'edit'; version: number }
)

/** Two members with six requests each: confirmed by themselves, by one other, by two others. */
export async function gather(url: string): Promise<Asked[]> {
  const owners = await Promise.all([Session.signUp(url, 'member'), Session.signUp(url, 'member')])
  const asked = await Promise.all(
    owners.map(async (owner) => {
      const open = async (count: number, payee: string) =>
        (await invoices(owner, count, { payee, amount: 1_00 })).map(paying)
      const calls = [
        ...(await open(1, payees.own)),
        ...(await open(2, payees.one)),
        ...(await open(2, payees.two)),
        { tool: 'send_payment', input: { payee: payees.one, amount: 1_00 } },
      ]
      const requests = await ask(owner, await converse(owner), calls)
      return requests.map((request) => ({ owner, request }))
    }),
  )
  return asked.flat()
}

/** A deed of one person, so many milliseconds after the storm began. */
type Deed = { at: number; do: (heard: (what: Acknowledged) => void) => Promise<void> }

const SPREAD = 60

/** What everybody does to these requests; the same for the same dice. */
export function deedsOn(asked: readonly Asked[], crew: Crew, dice: Dice): Deed[] {
  const at = () => dice.roll(SPREAD)
  const verdict = (): Verdict => (dice.once(4) ? 'deny' : 'approve')
  const votes = (who: Session, request: ApprovalRequest): Deed => {
    const word = verdict()
    return {
      at: at(),
      do: async (heard) => voted(await decide(who, request, word), who, word, heard),
    }
  }
  return asked.flatMap(({ owner, request }): Deed[] => {
    const [reviewer, other] = crew.reviewers
    const deeds = mayWithdraw(dice, owner, request, at)
    if (request.approvers.some(({ role }) => role === 'requester')) {
      return [...deeds, votes(owner, request)]
    }
    deeds.push(votes(reviewer, request))
    if (request.approvers.length > 1) {
      deeds.push(votes(dice.pick(crew.managers), request))
      if (dice.once(3)) deeds.push(votes(other, request))
    } else if (request.editable) {
      deeds.push(edits(owner, other, request, at()))
    } else {
      deeds.push(votes(other, request))
    }
    return deeds
  })
}

function voted(
  answer: Answer,
  who: Session,
  verdict: Verdict,
  heard: (what: Acknowledged) => void,
): void {
  if (answer.kind !== 'done') return
  const { id: requestId, version } = answer.request
  heard({ requestId, did: 'vote', by: who.person.id, verdict, version })
}

/** Now and then the member takes a request back. */
function mayWithdraw(
  dice: Dice,
  owner: Session,
  { id: requestId }: ApprovalRequest,
  at: () => number,
): Deed[] {
  if (!dice.once(5)) return []
  return [
    {
      at: at(),
      async do(heard) {
        const answer = await post(owner, requestId, 'withdraw', {})
        if (answer.kind === 'done') heard({ requestId, did: 'withdraw' })
      },
    },
  ]
}

/** The member changes the amount, and a reviewer who sees that at once approves the new version. */
function edits(owner: Session, reviewer: Session, request: ApprovalRequest, at: number): Deed {
  return {
    at,
    async do(heard) {
      const { id, version, digest, input } = request
      const { payee } = input
      const answer = await post(owner, id, 'edits', {
        version,
        digest,
        input: { payee, amount: 2_00 },
      })
      if (answer.kind !== 'done') return
      heard({ requestId: id, did: 'edit', version: answer.request.version })
      voted(await decide(reviewer, answer.request, 'approve'), reviewer, 'approve', heard)
    },
  }
}

/**
 * Lets it begin. `struck` resolves at the moment to strike: after so many acknowledgements or so many
 * milliseconds, whichever comes first. `over` gives what was acknowledged, before or after.
 */
export function unleash(deeds: readonly Deed[], moment: { acknowledged: number; ms: number }) {
  const acknowledged: Acknowledged[] = []
  const enough = Promise.withResolvers<void>()
  const heard = (what: Acknowledged) => {
    acknowledged.push(what)
    if (acknowledged.length >= moment.acknowledged) enough.resolve()
  }
  const over = Promise.all(deeds.map(async (deed) => delay(deed.at).then(() => deed.do(heard))))
  return {
    struck: Promise.race([enough.promise, delay(moment.ms)]),
    over: over.then(() => acknowledged),
  }
}
