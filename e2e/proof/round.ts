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

/**
 * When an effect had ended, in milliseconds: since the new server's process was started, and since it
 * answered, 0 when that was later.
 */
export type Recovery = { sinceStart: number; sinceBack: number }

export type Round = {
  asked: Asked[]
  acknowledged: Acknowledged[]
  /** Of approved ones that the kill left unsettled. */
  recovered: Recovery[]
  /** Of those that a second kill struck while they were being recovered. */
  recoveredTwice: Recovery[]
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
    !again && dice.once(3)
      ? { acknowledged: Infinity, ms: 60 + dice.roll(400) }
      : { acknowledged: (again ? 4 : 1) + dice.roll(10), ms: 2_000 },
  )
  await storm.struck
  await delay(dice.roll(6))
  await server.kill()
  const acknowledged = await storm.over
  const left = unsettledIn(journalsOf(server.stateDir, begun))
  const first = await restart(server)
  if (!again) {
    const { requests, facts } = left
    await untilEnded(requests, auditor, facts)
    return {
      asked,
      acknowledged,
      recovered: recoveriesOf(requests, auditor, first),
      recoveredTwice: [],
    }
  }
  await delay(dice.roll(SLOW))
  await server.kill()
  const stillLeft = unsettledIn(journalsOf(server.stateDir, begun))
  const second = await restart(server)
  await untilEnded(left.requests, auditor, stillLeft.facts)
  const isLeft = (id: string) => stillLeft.requests.includes(id)
  return {
    asked,
    acknowledged,
    recovered: recoveriesOf(
      left.requests.filter((id) => !isLeft(id)),
      auditor,
      first,
    ),
    recoveredTwice: recoveriesOf(stillLeft.requests, auditor, second),
  }
}

type Restart = { started: number; back: number }

async function restart(server: OwnServer): Promise<Restart> {
  const started = Date.now()
  await server.restart()
  return { started, back: Date.now() }
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

/** When each of these ended after a restart. */
const recoveriesOf = (
  requestIds: string[],
  auditor: Auditor,
  { started, back }: Restart,
): Recovery[] =>
  requestIds.map((id) => {
    const end = endOf(id, auditor)
    return { sinceStart: end - started, sinceBack: Math.max(0, end - back) }
  })
