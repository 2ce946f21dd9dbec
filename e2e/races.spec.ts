import { setTimeout as delay } from 'node:timers/promises'
import { isSettled } from '../domain/approval.ts'
import type { ApprovalRequest } from '../domain/protocol.ts'
import { Dice } from '../domain/testing/sequences.ts'
import { Session } from './attacks/session.ts'
import { expect, test } from './own-server.ts'
import { ask, converse, invoices, paying, requestOf } from './proof/asking.ts'
import { Auditor } from './proof/auditor.ts'
import { decide } from './proof/deciding.ts'
import { fieldOf, judge, race } from './proof/race.ts'
import { problemsOf } from './proof/reconcile.ts'
import { payees, putRules } from './proof/rules.ts'
import { whole } from './proof/whole.ts'

const seedOf = () => Number(process.env.PROVE_SEED ?? Date.now() % 1_000_000)

/** Proof f: one request, five hundred decisions on it at the same time. */
const RACES = whole ? 20 : 1

test(`500 decisions at once, ${RACES} times: one outcome, and every loser is told`, async ({
  server: { url },
}, info) => {
  test.setTimeout(60_000 + RACES * 20_000)
  const seed = seedOf()
  const dice = new Dice(seed)
  await putRules(url)
  const [auditor, field] = [await Auditor.on(url), await fieldOf(url)]
  const requester = await Session.signUp(url, 'member')
  const conversation = await converse(requester)
  const settled: ApprovalRequest[] = []
  for (let number = 1; number <= RACES; number += 1) {
    // Every fourth needs two people; the first does too, so that each run has seen one.
    const payee = number % 4 === 1 ? payees.two : payees.one
    const calls = (await invoices(requester, 1, { payee, amount: 1_00 })).map(paying)
    const [request] = await ask(requester, conversation, calls)
    if (!request) throw new Error('Nothing was asked.')
    const shots = await race(field, requester, request, dice)
    const now = await settledOf(requester, request.id)
    judge(shots, requester, now)
    settled.push(now)
  }
  await expect.poll(() => problemsOf(settled, auditor), { timeout: 10_000 }).toEqual([])
  const outcomes = settled.map(({ status }) => status).join(', ')
  info.annotations.push({ type: 'proof', description: `seed ${seed}; ${outcomes}` })
})

/** Proof h: one invoice, two members who both ask to pay it, both approved at the same time. */
const PAIRS = whole ? 10 : 1
const INVOICES = 20

test(`two conversations pay one invoice, ${PAIRS * INVOICES} times: it is paid once`, async ({
  server: { url },
}, info) => {
  test.setTimeout(60_000 + PAIRS * 30_000)
  const auditor = await Auditor.on(url)
  const settled: ApprovalRequest[] = []
  let wins = 0
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const one = await Session.signUp(url, 'member')
    const other = await Session.signUp(url, 'member')
    const numbers = await invoices(one, INVOICES, { payee: payees.own, amount: 1_00 })
    const calls = numbers.map(paying)
    const [ours, theirs] = await Promise.all(
      [one, other].map(async (who) => ask(who, await converse(who), calls)),
    )
    for (const number of numbers) {
      const [mine, yours] = [find(ours, number), find(theirs, number)]
      const answers = await Promise.all([
        decide(one, mine, 'approve'),
        decide(other, yours, 'approve'),
      ])
      expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done'])
      const ends = [await settledOf(one, mine.id), await settledOf(other, yours.id)]
      settled.push(...ends)
      wins += ends[0]?.status === 'succeeded' ? 1 : 0
      const failed = ends.find(({ status }) => status === 'failed')
      expect(ends.map(({ status }) => status).sort()).toEqual(['failed', 'succeeded'])
      expect(failed?.effect?.error).toContain(number)
      expect(failed?.effect?.error).toMatch(/nothing was paid a second time/)
    }
  }
  await expect.poll(() => problemsOf(settled, auditor), { timeout: 10_000 }).toEqual([])
  const description = `the first of the two paid ${wins} of ${settled.length / 2} times`
  info.annotations.push({ type: 'proof', description })
})

function find(requests: ApprovalRequest[] | undefined, invoice: string): ApprovalRequest {
  const found = requests?.find(({ input }) => input.invoice === invoice)
  if (!found) throw new Error(`Nobody asked to pay ${invoice}.`)
  return found
}

/** The request once it is history. */
async function settledOf(who: Session, id: string): Promise<ApprovalRequest> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(20)) {
    const request = await requestOf(who, id)
    if (isSettled(request.status)) return request
  }
  throw new Error(`${id} did not settle.`)
}
