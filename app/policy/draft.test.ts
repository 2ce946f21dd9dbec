import { expect, test } from 'vitest'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { draftOf, textOf } from './draft.ts'

const draft = (text: string) => draftOf(text, defaultPolicy)

test('the text of the version in force changes nothing', () => {
  expect(draft(textOf(defaultPolicy))).toMatchObject({ changes: [], differs: false })
  expect(textOf(defaultPolicy)).not.toContain('"version"')
})

test('an edited text tells what it changes', () => {
  const { changes, differs } = draft(textOf(defaultPolicy).replace('Up to $250', 'Below $250'))
  expect(changes?.map(({ label }) => label)).toEqual(['Rule pay_invoice-own'])
  expect(differs).toBe(true)
})

test.each([
  ['{', undefined],
  ['[]', []],
  ['{"rules":[]}', { rules: [] }],
])('%s may be proposed, and is refused with its faults', (text, document) => {
  expect(draft(text)).toEqual({ document, changes: null, differs: true })
})
