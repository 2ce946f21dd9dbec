import { expect, test } from 'vitest'
import { casesOf } from './cases.ts'
import { casesOfSet, sets } from './files.ts'

const all = sets.flatMap((set) => casesOfSet(set))
const saidIn = (set: string) =>
  all
    .filter((one) => one.set === set && !one.isDialogue)
    .flatMap(({ turns }) => turns.map((turn) => ('said' in turn ? turn.said.toLowerCase() : '')))

/** Sets that others wrote later and that were tuned to once they had measured are no half of anything. */
const written = all.filter(({ id }) => !id.startsWith('more-'))

test('there are as many as the product promises, about half of them held back', () => {
  const utterances = written.filter((one) => !one.isDialogue)
  const dialogues = written.filter((one) => one.isDialogue)
  expect(utterances.length).toBeGreaterThanOrEqual(320)
  expect(dialogues.length).toBeGreaterThanOrEqual(50)
  for (const kind of [utterances, dialogues]) {
    const share = kind.filter(({ set }) => set === 'held-back').length / kind.length
    expect(share).toBeGreaterThan(0.45)
    expect(share).toBeLessThan(0.55)
  }
})

test('each has an id of its own', () => {
  const ids = all.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('both halves speak of the same topics', () => {
  const topics = sets.map((set) => [
    ...new Set(all.filter((one) => one.set === set).map(({ topic }) => topic)),
  ])
  expect(topics[0]?.toSorted()).toEqual(topics[1]?.toSorted())
})

test('nothing is said in both halves', () => {
  const tuning = new Set(saidIn('tuning'))
  expect(saidIn('held-back').filter((said) => tuning.has(said))).toEqual([])
})

test('a dialogue has two turns or more', () => {
  expect(all.filter((one) => one.isDialogue && one.turns.length < 2)).toEqual([])
})

test.each([
  ['no expectation', { id: 'a', said: 'hi', expect: {} }],
  ['a misspelt one', { id: 'a', said: 'hi', expect: { nothing: true } }],
  ['a broken pattern', { id: 'a', said: 'hi', expect: { none: true, says: '(' } }],
  ['an unknown thing to ask for', { id: 'a', said: 'hi', expect: { asks: ['colour'] } }],
])('%s is refused', (_what, one) => {
  expect(() => casesOf([one], 'file')).toThrow()
})

test('a plain array of cases with topics of their own is a file, too', () => {
  const content = [{ id: 'a', topic: 'talk', said: 'hi', expect: { none: true } }]
  expect(casesOf(content, 'file')).toMatchObject([{ id: 'a', topic: 'talk', set: 'file' }])
})
