import { describe, expect, it } from 'vitest'
import { readJson } from './json.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const refused = (part: string) => ({ ok: false, message: expect.stringContaining(part) as string })

describe('JSON from outside', () => {
  it.each(['null', '0', '"a"', '{"a":[1,{"b":"\u{1f600}"}]}', nested(33)])(
    '%s is taken',
    (text) => {
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
    },
  )

  it.each(['', '{', 'NaN', '{"a":1}}', "{'a':1}"])('%j is none', (text) => {
    expect(readJson(text)).toEqual(refused('could not be read'))
  })

  it.each([nested(34), nested(30_000), `{"a":`.repeat(40) + '1' + '}'.repeat(40)])(
    'is refused where it is nested too deeply',
    (text) => {
      expect(readJson(text)).toEqual(refused('nested too deeply'))
    },
  )

  it.each([String.raw`"\ud800"`, String.raw`{"a":["\udc00x"]}`, String.raw`{"\ud800":1}`])(
    '%s holds half a character',
    (text) => {
      expect(readJson(text)).toEqual(refused('half a character'))
    },
  )

  it.each(['1e400', '{"a":[-1e400]}'])('%s is too large a number', (text) => {
    expect(readJson(text)).toEqual(refused('larger than any'))
  })
})
