import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['=A1,B1', '"\'=A1,B1"'],
  ['\t=1', "'\t=1"],
  ['1-1', '1-1'],
  ['', ''],
  [null, ''],
  [-5, '-5'],
])('%j is written as %s', (value, written) => {
  expect(csvOf([[value, 'x']])).toBe(`${written},x\r\n`)
})
