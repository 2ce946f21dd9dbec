import { setTimeout as delay } from 'node:timers/promises'
import type { ApprovalRequest } from '../domain/protocol.ts'
import { Session } from '../e2e/attacks/session.ts'
import { ask, converse, invoices, paying, requestOf } from '../e2e/proof/asking.ts'
import { decide } from '../e2e/proof/deciding.ts'
import { startServer } from '../scripts/server.mjs'
import { atMost, type Finding, inMilliseconds, median, type Question } from './question.ts'
import { withCountersign, withStateDir } from './servers.ts'

const PORT = 5315
const SAMPLES = 40
/** Above what members confirm by themselves, so that both sides wait for a reviewer. */
const FIRST = 251_00
/** More than a page of the inbox, and more than are decided. */
const FEW = 60
const MANY = 1_000
const BATCH = 20
const KNOWN = 100_000
const AT_ONCE = 500
const BAR = 1.5

/** What a decision costs beside many others that wait, and in a workspace that has seen many. */
export const scale: Question = {
  name: 'scale',
  ask: async () => [...(await inOneConversation()), ...(await inOneWorkspace())],
}

const inOneConversation = (): Promise<Finding[]> =>
  withCountersign('e2e', async ({ url }) => {
    const few = await place(url, FEW)
    const many = await place(url, MANY)
    const [one, other] = await compared(few, many)
    return [
      { what: `a decision beside ${FEW} that wait in its conversation`, measured: one.words },
      { what: `a decision beside ${MANY} that wait in its conversation`, measured: other.words },
      atMost('the same as a ratio', other.middle / one.middle, BAR),
    ]
  })

const inOneWorkspace = (): Promise<Finding[]> =>
  withCountersign('e2e', ({ url }) =>
    withStateDir(async (stateDir) => {
      const busy = await startServer({ port: PORT, stateDir, config: 'e2e' })
      try {
        await fill(busy.url)
        const places = [await place(url, FEW), await place(busy.url, FEW)] as const
        const [list, longList] = await lists(url, busy.url)
        const [one, other] = await compared(...places)
        return [
          { what: 'a decision in a workspace that has seen few', measured: one.words },
          {
            what: `a decision in a workspace that has seen ${KNOWN.toLocaleString('en')}`,
            measured: other.words,
          },
          atMost('the same as a ratio', other.middle / one.middle, BAR),
          atMost("a page of the reviewer's inbox, as a ratio", longList / list, BAR),
        ]
      } finally {
        await busy.stop()
      }
    }),
  )

/** Has the desk hear of many requests, as their conversations would tell it. */
async function fill(url: string): Promise<void> {
  const auditor = await Session.signUp(url, 'auditor')
  for (let from = 0; from < KNOWN; from += AT_ONCE) {
    await auditor.must('POST', '/e2e/desk/fill', { from, count: AT_ONCE })
  }
}

/** A conversation with requests that wait for this reviewer. */
type Place = { reviewer: Session; requests: ApprovalRequest[] }

async function place(url: string, count: number): Promise<Place> {
  const member = await Session.signUp(url, 'member')
  const reviewer = await Session.signUp(url, 'reviewer')
  const first = await invoices(member, 1, { payee: 'Harbor Print', amount: FIRST })
  const others = await invoices(member, count - 1, { payee: 'Harbor Print', amount: 1_00 })
  const conversation = await converse(member)
  const asked: ApprovalRequest[] = []
  const calls = [...first, ...others].map(paying)
  for (let from = 0; from < calls.length; from += BATCH) {
    asked.push(...(await ask(member, conversation, calls.slice(from, from + BATCH))))
  }
  // The newest are decided; the first one costs more than the account should lose to a measurement.
  return { reviewer, requests: asked.toReversed() }
}

type Times = { middle: number; words: string }

/** Decides here and there in turn, each when the one before is history. */
async function compared(here: Place, there: Place): Promise<[Times, Times]> {
  const times: [number[], number[]] = [[], []]
  for (let sample = -5; sample < SAMPLES; sample += 1) {
    for (const [index, { reviewer, requests }] of [here, there].entries()) {
      const request = requests.shift()
      if (!request) throw new Error('Too few were asked.')
      const start = performance.now()
      const answer = await decide(reviewer, request, sample % 2 ? 'approve' : 'deny')
      const taken = performance.now() - start
      if (answer.kind !== 'done') throw new Error('A decision was refused.')
      if (sample >= 0) times[index]?.push(taken)
      await settled(reviewer, request.id)
    }
  }
  return [inWords(times[0]), inWords(times[1])]
}

const inWords = (values: readonly number[]): Times => ({
  middle: median(values),
  words: inMilliseconds(median(values)),
})

/** What follows a decision must not be measured with the next one. */
async function settled(who: Session, id: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(20)) {
    const { status } = await requestOf(who, id)
    if (status === 'succeeded' || status === 'denied') return delay(100)
  }
  throw new Error(`${id} did not settle.`)
}

/** The first page of what waits for a reviewer, on both servers in turn. */
async function lists(url: string, busyUrl: string): Promise<[number, number]> {
  const reviewers = await Promise.all(
    [url, busyUrl].map((each) => Session.signUp(each, 'reviewer')),
  )
  const times: [number[], number[]] = [[], []]
  for (let sample = -5; sample < SAMPLES; sample += 1) {
    for (const [index, reviewer] of reviewers.entries()) {
      const start = performance.now()
      await reviewer.must('GET', '/api/approvals?status=pending')
      if (sample >= 0) times[index]?.push(performance.now() - start)
    }
  }
  return [median(times[0]), median(times[1])]
}
