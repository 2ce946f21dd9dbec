import { setTimeout as delay } from 'node:timers/promises'
import { Session } from '../e2e/attacks/session.ts'
import { ask, converse, invoices, paying } from '../e2e/proof/asking.ts'
import { Auditor } from '../e2e/proof/auditor.ts'
import { decide } from '../e2e/proof/deciding.ts'
import { endOf, untilEnded } from '../e2e/proof/settling.ts'
import { startServer } from '../scripts/server.mjs'
import { type Finding, median, type Question } from './question.ts'
import { withStateDir } from './servers.ts'

const PORT = 5314
const ROUNDS = 5
/** When an alarm that was armed at the decision has surely begun its run in the new server. */
const ALARM_RUNS_AFTER = 5_000

type Server = Awaited<ReturnType<typeof startServer>>
type Moment = { name: string; point: string; again?: true; seconds: number }

const moments: Moment[] = [
  { name: 'right after the decision', point: 'effect.check', seconds: 10 },
  { name: 'before the payment', point: 'effect.start', seconds: 10 },
  { name: 'between the payment and its note', point: 'effect.done', seconds: 10 },
  { name: 'again, in the run of the alarm', point: 'effect.start', again: true, seconds: 40 },
]

/** Killed at one exact moment: from the start of the new server until it is settled, unvisited. */
export const recovery: Question = {
  name: 'recovery',
  ask: () =>
    withStateDir(async (stateDir) => {
      const start = () => startServer({ port: PORT, stateDir, config: 'e2e' })
      let server = await start()
      const auditor = await Auditor.on(server.url)
      const findings: Finding[] = []
      for (const moment of moments) {
        const times: number[] = []
        for (let round = 0; round < ROUNDS; round += 1) {
          const requestId = await stuckAt(moment, server)
          await server.kill9()
          if (moment.again) {
            server = await start()
            await delay(ALARM_RUNS_AFTER)
            await server.kill9()
          }
          const since = Date.now()
          server = await start()
          await untilEnded([requestId], auditor)
          times.push((endOf(requestId, auditor) - since) / 1000)
        }
        findings.push(finding(moment, times))
      }
      await server.stop()
      return findings
    }),
}

function finding({ name, seconds }: Moment, times: readonly number[]): Finding {
  const most = Math.max(...times)
  return {
    what: `killed ${name}, settled ${ROUNDS} times from the start of the new server`,
    measured: `${median(times).toFixed(1)} s, at most ${most.toFixed(1)} s`,
    bar: `at most ${seconds} s`,
    missed: !(most <= seconds),
  }
}

/** A request that was approved, and whose way stops at this point; in the next server as well, if again. */
async function stuckAt({ point, again }: Moment, { url }: Server): Promise<string> {
  const member = await Session.signUp(url, 'member')
  const conversationId = await converse(member)
  const calls = await invoices(member, 1, { payee: 'Harbor Print', amount: 1_00 })
  const [request] = await ask(member, conversationId, calls.map(paying))
  if (!request) throw new Error('The assistant asked for nothing.')
  const fault = { conversationId, point, mode: 'hold', times: again ? 2 : 1 }
  await member.must('POST', '/e2e/faults', fault)
  // Not waited for: the answer may be what is held.
  void decide(member, request, 'approve')
  const held = `/e2e/conversations/${conversationId}/held`
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(20)) {
    const { points } = (await member.must('GET', held)) as { points: string[] }
    if (points.includes(point)) return request.id
  }
  throw new Error(`Nothing came to ${point}.`)
}
