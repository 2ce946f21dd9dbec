import { describe, expect, it } from 'vitest'
import { isEffect } from '../../tools/index.ts'
import { Talk, type Answer } from './testing/talk.ts'
import { unasked } from './testing/unasked.ts'
import { exchanges, wishes } from './testing/varied.ts'

async function lastOf(turns: readonly string[]): Promise<Answer> {
  const talk = new Talk()
  let last: Answer = { text: '', all: '', called: [] }
  for (const turn of turns) {
    if (turn.startsWith('DENY ')) last = await talk.decide('deny', turn.slice(5))
    else if (turn === 'APPROVE') last = await talk.decide('approve')
    else last = await talk.say(turn)
  }
  return last
}

const changing = ({ called }: Answer) =>
  called.filter(({ tool }) => isEffect(tool) || tool === 'withdraw_request')

describe('understands what was never said the same way before', () => {
  it.each([...wishes, ...exchanges])('%j', async (turns, calls) => {
    const made = changing(await lastOf(turns))
    expect(
      made.map(({ tool, input }) => [tool, ...Object.values(input as object)].join(' ')),
    ).toEqual(calls)
  })
})

describe('proposes nothing that nobody asked for', () => {
  it.each(unasked.map((turns) => [turns]))('%j', async (turns) => {
    const last = await lastOf(turns)
    expect(changing(last).filter(({ tool }) => isEffect(tool))).toEqual([])
    expect(last.text).not.toBe('')
  })
})

it('stays quick in a long conversation', async () => {
  const talk = new Talk()
  for (let day = 1; day <= 19; day += 1) {
    await talk.say(
      `Book a table for ${day + 1} at Luma on December ${day} at 7pm, and tell me my balance`,
    )
  }
  const started = performance.now()
  await talk.say('what is pending?')
  expect(performance.now() - started).toBeLessThan(500)
})
