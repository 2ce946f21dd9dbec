import { expect, it } from 'vitest'
import { casesOfSet } from '../../../eval/files.ts'
import type { Case, Turn } from '../../../eval/cases.ts'
import { judge, type Observed } from '../../../eval/judge.ts'
import { isEffect } from '../../tools/index.ts'
import { demo, frozen } from './testing/demo.ts'
import { Talk, type Answer } from './testing/talk.ts'

const TIME_ZONE = 'America/New_York'

const take = (conversation: Talk, turn: Turn): Promise<Answer> =>
  'said' in turn ? conversation.say(turn.said) : conversation.decide(turn.decide, turn.reason)

async function failureOf(one: Case): Promise<string | null> {
  const local = new Date(one.now).toLocaleString('sv-SE', { timeZone: TIME_ZONE })
  const conversation: Talk = new Talk(
    demo(
      () => conversation.waiting,
      () => conversation.done,
    ),
    Date.parse(`${local.replace(' ', 'T')}Z`),
  )
  for (const turn of one.turns) {
    const answer = await take(conversation, turn)
    const observed: Observed = {
      text: answer.all,
      reads: answer.called.map(({ tool }) => tool).filter((tool) => !isEffect(tool)),
      effects: answer.called
        .filter(({ tool }) => isEffect(tool))
        .map((call) => ({
          tool: call.tool,
          input: call.input as Record<string, unknown>,
          frozen: frozen(call, conversation.done),
          proposed: !call.refused,
        })),
      waiting: conversation.waiting.map((call) => ({
        tool: call.tool,
        input: call.input as Record<string, unknown>,
        frozen: frozen(call, conversation.done),
      })),
    }
    const expected = turn.expect ?? { none: true as const }
    const { ok, problems, wrong } = judge(expected, observed, { now: one.now, timeZone: TIME_ZONE })
    if (ok && wrong.length === 0) continue
    const said = 'said' in turn ? turn.said : `${turn.decide}: ${turn.reason}`
    return `${wrong.length > 0 ? 'WRONG ' : ''}${one.id} “${said}”: ${problems.join(' / ')} | called ${JSON.stringify(answer.called)} | said ${answer.all.replace(/\s+/g, ' ')}`
  }
  return null
}

it('understands the tuning set, and proposes nothing that nobody asked for', async () => {
  const cases = casesOfSet('tuning')
  const failures: string[] = []
  for (const one of cases) {
    const failure = await failureOf(one)
    if (failure) failures.push(failure)
  }
  if (failures.length > 0)
    console.log(`${cases.length - failures.length} of ${cases.length}\n${failures.join('\n')}`)
  expect(failures.filter((one) => one.startsWith('WRONG'))).toEqual([])
  expect(failures.length).toBeLessThanOrEqual(cases.length * 0.05)
}, 300_000)
