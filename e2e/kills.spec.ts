import type { ApprovalRequest } from '../domain/protocol.ts'
import { Dice } from '../domain/testing/sequences.ts'
import { expect, test } from './own-server.ts'
import { requestOf } from './proof/asking.ts'
import { Auditor } from './proof/auditor.ts'
import { spread } from './proof/measure.ts'
import { problemsOf } from './proof/reconcile.ts'
import { type Recovery, type Round, round } from './proof/round.ts'
import { putRules } from './proof/rules.ts'
import { type Acknowledged, crewOf } from './proof/storm.ts'
import { whole } from './proof/whole.ts'

/**
 * Proof c: people decide on many requests at once and the server is killed in the middle of it, again
 * and again. What was acknowledged is kept, what was approved is done once without anybody's visit,
 * and journal, chain and books tell one story. PROVE_SEED repeats a run, as far as timing can be.
 */
const ROUNDS = Number(process.env.PROVE_ROUNDS ?? (whole ? 200 : 10))
/** Every so many rounds it is killed again while it recovers. */
const AGAIN = 5
/** In milliseconds after the server is back. */
const SETTLED_WITHIN = 10_000
/** The platform gives up on an alarm whose run was killed only after half a minute. */
const ALARM_SETTLED_WITHIN = 40_000

test(`kill -9 while people decide, ${ROUNDS} times: nothing is lost, nothing happens twice`, async ({
  server,
}, info) => {
  test.setTimeout(ROUNDS * 30_000 + 60_000)
  const seed = Number(process.env.PROVE_SEED ?? Date.now() % 1_000_000)
  const notes: string[] = []
  const note = (text: string) => {
    notes.push(text)
    info.annotations.push({ type: 'proof', description: text })
  }
  note(`seed ${seed}`)
  const dice = new Dice(seed)
  await putRules(server.url)
  const [auditor, crew] = [await Auditor.on(server.url), await crewOf(server.url)]
  const rounds: Round[] = []
  for (let number = 1; number <= ROUNDS; number += 1) {
    rounds.push(await round({ server, auditor, crew, dice }, number % AGAIN === 0))
  }

  const asked = rounds.flatMap((each) => each.asked)
  const acknowledged = rounds.flatMap((each) => each.acknowledged)
  const recovered = rounds.flatMap((each) => each.recovered)
  const recoveredTwice = rounds.flatMap((each) => each.recoveredTwice)
  note(`${asked.length} requests, ${acknowledged.length} acknowledged deeds, ${ROUNDS} kills`)
  note(`${recovered.length} effects cut off by a kill: ${inWords(recovered)}`)
  note(`${recoveredTwice.length} cut off again as they were recovered: ${inWords(recoveredTwice)}`)
  console.log(notes.map((text) => `    proof c: ${text}`).join('\n'))

  const settled: ApprovalRequest[] = []
  for (const { owner, request } of asked) settled.push(await requestOf(owner, request.id))
  const lost = acknowledged.filter((what) => {
    const request = settled.find(({ id }) => id === what.requestId)
    return !request || !isKept(what, request)
  })
  expect(lost, 'acknowledged and lost').toEqual([])
  await expect.poll(() => problemsOf(settled, auditor), { timeout: 10_000 }).toEqual([])
  expect(recovered.length + recoveredTwice.length, 'kills that cut an effect off').toBeGreaterThan(
    0,
  )
  const longest = (them: Recovery[]) => Math.max(0, ...them.map(({ sinceBack }) => sinceBack))
  // A machine that does other things beside may take longer; the whole proof runs alone.
  const leeway = whole ? 1 : 3
  expect(longest(recovered)).toBeLessThan(leeway * SETTLED_WITHIN)
  expect(longest(recoveredTwice)).toBeLessThan(leeway * ALARM_SETTLED_WITHIN)
})

const inWords = (them: readonly Recovery[]): string =>
  `settled ${spread(them.map(({ sinceStart }) => sinceStart))}, from the start of the new server`

/** Whether the request still tells of what was acknowledged. */
function isKept(what: Acknowledged, now: ApprovalRequest): boolean {
  switch (what.did) {
    case 'vote':
      return now.votes.some(
        ({ by, verdict, version }) =>
          by.id === what.by && verdict === what.verdict && version === what.version,
      )
    case 'withdraw':
      return now.status === 'withdrawn'
    case 'edit':
      return now.version >= what.version
  }
}
