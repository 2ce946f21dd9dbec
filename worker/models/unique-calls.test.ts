import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { expect, it } from 'vitest'
import { uniqueCalls } from './unique-calls.ts'

const call = (id: string): LanguageModelV4StreamPart[] => [
  { type: 'tool-input-start', id, toolName: 'pay_invoice' },
  { type: 'tool-input-delta', id, delta: '{}' },
  { type: 'tool-input-end', id },
  { type: 'tool-call', toolCallId: id, toolName: 'pay_invoice', input: '{}' },
]

/** The ids that a reply carries once they are unique. */
const idsOf = (
  parts: LanguageModelV4StreamPart[],
  known: string[],
  changes = uniqueCalls(
    (id) => known.includes(id),
    () => 'fresh',
  ),
): string[] =>
  parts.map(changes()).flatMap((part) => {
    if (part.type === 'tool-call') return [part.toolCallId]
    return 'id' in part && typeof part.id === 'string' ? [part.id] : []
  })

it('leaves ids alone that nobody has used yet', () => {
  expect(idsOf(call('call_1'), [])).toEqual(Array(4).fill('call_1'))
})

it('renames every part of a call whose id an earlier reply has used', () => {
  expect(idsOf([...call('call_1'), ...call('call_2')], ['call_1'])).toEqual([
    ...Array<string>(4).fill('fresh'),
    ...Array<string>(4).fill('call_2'),
  ])
})

it('renames a call of a later step whose id an earlier step of the same reply has used', () => {
  const changes = uniqueCalls(
    () => false,
    () => 'fresh',
  )
  expect(idsOf(call('call_1'), [], changes)).toEqual(Array(4).fill('call_1'))
  expect(idsOf(call('call_1'), [], changes)).toEqual(Array(4).fill('fresh'))
})

it('tells calls of one reply apart that share an id', () => {
  let count = 0
  const changes = uniqueCalls(
    () => false,
    () => `fresh${(count += 1)}`,
  )
  expect(idsOf([...call('call_1'), ...call('call_1')], [], changes)).toEqual([
    ...Array<string>(4).fill('call_1'),
    ...Array<string>(4).fill('fresh1'),
  ])
})
