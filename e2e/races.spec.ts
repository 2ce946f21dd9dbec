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
import type { Done } from './worker/books.ts'

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

/** The last table of an evening, and so many who want it and say yes in the same instant. */
const GUESTS = whole ? 200 : 20
const AT_ONCE = 20

test(`${GUESTS} people book the last table at once: one has it, each other is told what is free`, async ({
  server: { url },
}) => {
  test.setTimeout(60_000 + GUESTS * 1_500)
  const guests: { who: Session; request: ApprovalRequest }[] = []
  const host = await Session.signUp(url, 'member')
  const venue = 'Solitaire'
  await host.must('POST', '/e2e/places', { kind: 'venue', name: venue, tables: [4] })
  const date = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const input = { venue, partySize: 4, date, time: '19:00' }
  while (guests.length < GUESTS) {
    guests.push(
      ...(await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const who = await Session.signUp(url, 'member')
          const [request] = await ask(who, await converse(who), [{ tool: 'book_table', input }])
          if (!request) throw new Error('Nothing was asked.')
          return { who, request }
        }),
      )),
    )
  }
  const answers = await Promise.all(
    guests.map(({ who, request }) => decide(who, request, 'approve')),
  )
  expect(answers.map(({ kind }) => kind)).toEqual(guests.map(() => 'done'))
  const ends: ApprovalRequest[] = []
  for (const { who, request } of guests) ends.push(await settledOf(who, request.id))
  const winners = ends.filter(({ status }) => status === 'succeeded')
  expect(winners).toHaveLength(1)
  for (const { status, effect } of ends) {
    if (status === 'succeeded') continue
    expect(status).toBe('failed')
    expect(effect?.error).toMatch(/nothing was booked; \d\d:\d\d/)
  }
  const booked = await Promise.all(
    ends.map(async ({ id }) => (await host.must('GET', `/e2e/books/done/${id}`)) as Done),
  )
  expect(booked.flatMap((done) => done.booked)).toMatchObject([
    { date, time: '19:00', partySize: 4, place: 'solitaire', status: 'confirmed' },
  ])
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
