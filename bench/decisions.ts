import { Agent, request as send } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApprovalRequest } from '../domain/protocol.ts'
import { Session } from '../e2e/attacks/session.ts'
import { ask, converse, invoices, paying } from '../e2e/proof/asking.ts'
import { payees, putRules } from '../e2e/proof/rules.ts'
import { inMilliseconds, quantile, type Question } from './question.ts'
import { withCountersign } from './servers.ts'

/** Each has ten conversations, and may start no more than twenty a minute. */
const MEMBERS = 5
const CONVERSATIONS = 10
/** As many as one reply may ask for. */
const CALLS = 20
const A_SECOND = 50
/** Of these everything follows: the payment, the books, the words of the assistant. */
const LAST_A_SECOND = 5
const LAST = 100
/** Decisions that warm the server up and are not counted. */
const WARM_UP = 100
const BAR = 50

type Ballot = { path: string; cookie: string; body: string }

/**
 * Decisions over fifty conversations, whether or not the server keeps up: from the moment at which each
 * was due to its answer, with session, journal and outbox. The first yes of two comes fifty times a second;
 * then the second one, which carries the request out, as fast as two small cores can do all of that.
 */
export const decisions: Question = {
  name: 'decisions',
  ask: () =>
    withCountersign('e2e', async ({ url }) => {
      const { first, last } = await prepare(url)
      // What was asked is told to the desk and to the tabs; that work is not what is measured.
      await delay(3_000)
      const times = (await decideOn(url, first, A_SECOND)).slice(WARM_UP)
      await delay(10_000)
      const lastTimes = await decideOn(url, last.slice(0, LAST), LAST_A_SECOND)
      const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
      return [
        {
          what: `${times.length} decisions, ${A_SECOND} a second over ${MEMBERS * CONVERSATIONS} conversations: half within`,
          measured: inMilliseconds(p50),
        },
        {
          what: 'of these, 99 % within',
          measured: inMilliseconds(p99),
          bar: `less than ${BAR} ms`,
          missed: !(p99 < BAR),
        },
        { what: 'the slowest one', measured: inMilliseconds(Math.max(...times)) },
        {
          what: `${LAST} that carry it out, ${LAST_A_SECOND} a second: half, 99 % within`,
          measured: `${inMilliseconds(quantile(lastTimes, 0.5))}, ${inMilliseconds(quantile(lastTimes, 0.99))}`,
        },
      ]
    }),
}

/** Requests that wait for two people, one conversation after the other, and the yes of both. */
async function prepare(url: string): Promise<{ first: Ballot[]; last: Ballot[] }> {
  await putRules(url)
  const lists = await Promise.all(
    Array.from({ length: MEMBERS }, async () => {
      const member = await Session.signUp(url, 'member')
      // Nobody may decide more often than 300 times a minute.
      const reviewer = await Session.signUp(url, 'reviewer')
      const manager = await Session.signUp(url, 'manager')
      const asked: { first: Ballot; last: Ballot }[][] = []
      for (let index = 0; index < CONVERSATIONS; index += 1) {
        const open = await invoices(member, CALLS, { payee: payees.two, amount: 1_00 })
        const requests = await ask(member, await converse(member), open.map(paying))
        asked.push(
          requests.map((each) => ({
            first: ballotFor(reviewer, each),
            last: ballotFor(manager, each),
          })),
        )
      }
      return asked
    }),
  )
  const conversations = lists.flat()
  const inTurn = Array.from({ length: CALLS }, (_, turn) =>
    conversations.flatMap((ballots) => ballots[turn] ?? []),
  ).flat()
  return { first: inTurn.map(({ first }) => first), last: inTurn.map(({ last }) => last) }
}

const ballotFor = (who: Session, { id, version, digest }: ApprovalRequest): Ballot => ({
  path: `/api/approvals/${id}/decisions`,
  cookie: who.cookie,
  body: JSON.stringify({ verdict: 'approve', version, digest }),
})

/** Sends each when it is due; the milliseconds until its answer was complete, endless without a 200. */
async function decideOn(
  url: string,
  ballots: readonly Ballot[],
  aSecond: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const begin = performance.now()
  const times = ballots.map(async (ballot, index) => {
    const due = begin + (index * 1000) / aSecond
    await delay(Math.max(0, due - performance.now()))
    const acknowledged = await decide(url, ballot, agent)
    return acknowledged ? performance.now() - due : Infinity
  })
  return Promise.all(times).finally(() => agent.destroy())
}

function decide(url: string, { path, cookie, body }: Ballot, agent: Agent): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const headers = {
    cookie,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((resolve) => {
    const sent = send({ hostname, port, path, method: 'POST', headers, agent }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode === 200))
    })
    sent.on('error', () => resolve(false))
    sent.end(body)
  })
}
