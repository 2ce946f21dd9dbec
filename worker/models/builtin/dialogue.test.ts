import { describe, expect, it } from 'vitest'
import { talk } from './testing/talk.ts'
import {
  answers,
  dialogues,
  payments,
  reads,
  restraint,
  sends,
  type Case,
} from './testing/utterances.ts'

const asText = ({ tool, input }: { tool: string; input: unknown }): string =>
  [tool, ...Object.values(input as Record<string, unknown>)].join(' ')

const check = ({ said, calls, text }: Case) =>
  it(`${[said].flat().join(' / ')} → ${calls.join(', ') || 'no call'}`, async () => {
    const { last } = await talk([said].flat())
    expect(last.called.map(asText)).toEqual(calls)
    expect(last.text).toMatch(text ?? /./)
  })

describe('pays what is asked for', () => payments.forEach(check))
describe('understands which one is meant', () => answers.forEach(check))
describe('sends what is asked for', () => sends.forEach(check))
describe('remembers what was said', () => dialogues.forEach(check))
describe('looks things up', () => reads.forEach(check))
describe('does nothing that was not asked for', () => restraint.forEach(check))

describe('reads long and odd texts quickly', () => {
  const texts = [
    'what '.repeat(200),
    'pay '.repeat(250),
    'INV-1001, '.repeat(100),
    '$1 '.repeat(330),
  ]
  texts.push('send $40 to ' + 'a b '.repeat(240), ' '.repeat(999) + 'x', 'please '.repeat(140))
  it.each(texts)('%#', async (said) => {
    const started = performance.now()
    await talk([said])
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('and asks for less than a letter', async () => {
    const { last } = await talk([`Pay INV-1001. ${'Dear all. '.repeat(100)} Do not pay it.`])
    expect(last).toMatchObject({
      text: 'That is more than I can follow; please ask in a sentence or two.',
      called: [],
    })
  })
})
