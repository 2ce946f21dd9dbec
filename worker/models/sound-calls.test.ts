import { expect, it } from 'vitest'
import { soundArguments } from './sound-calls.ts'

const read = (text: string): unknown => JSON.parse(soundArguments(text))

it('leaves sound arguments as they are, and takes nothing for none', () => {
  expect(read('{"payee":"Harbor Print","amount":4000}')).toEqual({
    payee: 'Harbor Print',
    amount: 4000,
  })
  expect(read('')).toEqual({})
})

it.each(['{"payee":', 'Harbor Print', '"text"', '[1]', 'null'])(
  'keeps %s as unreadable',
  (text) => {
    expect(read(text)).toEqual({ unreadable: text })
  },
)

it('replaces half a surrogate pair, raw and escaped, at any depth', () => {
  expect(read('{"memo":"a\\ud83d","more":["\ud83d"],"whole":"\\ud83d\\ude00"}')).toEqual({
    memo: 'a\ufffd',
    more: ['\ufffd'],
    whole: '😀',
  })
})
