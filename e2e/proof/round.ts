import { setTimeout as delay } from 'node:timers/promises'
import { isUnresolved, statuses } from '../../domain/approval.ts'
import type { Dice } from '../../domain/testing/sequences.ts'
import { hostOf } from '../../worker/rpc.ts'
import type { OwnServer } from '../own-server.ts'
import type { Auditor } from './auditor.ts'
import { type Journal, journalsOf } from './journal.ts'
import { endOf, untilEnded } from './settling.ts'
import {
  type Acknowledged,
  type Asked,
  type Crew,
  deedsOn,
  gather,
  slowDown,
  unleash,
} from './storm.ts'

/** How a round went. Times in milliseconds from the moment that the new server answers; 0 when sooner. */
export type Round = {
  asked: Asked[]
  acknowledged: Acknowledged[]
  /** Approved ones that the kill left unsettled, and how long they then took. */
  recovered: number[]
  /** The same for those that a second kill struck while they were being recovered. */
  recoveredTwice: number[]
}

/** How long the effects of a round take whose recovery is struck, in milliseconds. */
const SLOW = 1_500

/**
 * People act on a dozen requests at once, the server dies in the middle of it, and comes back without
 * a visitor. `again`: it is killed once more while it picks up what was left.
 */
export async function round(
  { server, auditor, crew, dice }: { server: OwnServer; auditor: Auditor; crew: Crew; dice: Dice },
  again: boolean,
): Promise<Round> {
  const begun = Date.now()
  const asked = await gather(server.url)
  if (again) await slowDown(asked, SLOW)
  const deeds = deedsOn(asked, crew, dice)
  // Either at some moment, or just after a certain answer: the effect of that is on its way.
  const storm = unleash(
    deeds,
    dice.once(3)
      ? { acknowledged: Infinity, ms: dice.roll(120) }
      : { acknowledged: 1 + dice.roll(10), ms: 2_000 },
  )
  await storm.struck
  await delay(dice.roll(6))
  await server.kill()
  const acknowledged = await storm.over
  const left = unsettledIn(journalsOf(server.stateDir, begun))
  await server.restart()
  if (!again) {
    return { asked, acknowledged, recovered: await settling(left, auditor), recoveredTwice: [] }
  }
  const restarted = Date.now()
  await delay(dice.roll(SLOW))
  await server.kill()
  const stillLeft = unsettledIn(journalsOf(server.stateDir, begun))
  await server.restart()
  const recoveredTwice = await settling(stillLeft, auditor)
  const between = left.requests.filter((id) => !stillLeft.requests.includes(id))
  const recovered = between.map((id) => Math.max(0, endOf(id, auditor) - restarted))
  return { asked, acknowledged, recovered, recoveredTwice }
}

/** What the dead server owes: approved effects, and facts that the chain must hear. */
type Left = { requests: string[]; facts: Map<string, number> }

function unsettledIn(journals: readonly Journal[]): Left {
  const requests = journals
    .flatMap((journal) => journal.requests)
    .filter(({ status }) => statuses.some((each) => each === status && isUnresolved(each)))
    .map(({ id }) => id)
  const facts = journals.flatMap((journal): [string, number][] => {
    const host = hostOf(journal.requests[0]?.id ?? '')
    return host?.kind === 'conversation' ? [[host.id, journal.facts]] : []
  })
  return { requests, facts: new Map(facts) }
}

/** Waits for all of it; how long after the server was back each effect had ended. */
async function settling({ requests, facts }: Left, auditor: Auditor): Promise<number[]> {
  const back = Date.now()
  await untilEnded(requests, auditor, facts)
  return requests.map((id) => Math.max(0, endOf(id, auditor) - back))
}
