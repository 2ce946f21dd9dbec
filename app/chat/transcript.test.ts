import { expect, test } from 'vitest'
import { merge, prepend, rebase } from './transcript.ts'

const messages = (...ids: string[]) => ids.map((id) => ({ id }))
const ids = (list: { id: string }[]) => list.map(({ id }) => id).join(' ')

test('a window that moved on keeps what slid out of it', () => {
  expect(ids(merge(messages('a', 'b', 'c'), messages('c', 'd', 'e')))).toBe('a b c d e')
})

test('a regenerated reply goes', () => {
  expect(ids(merge(messages('a', 'b', 'old'), messages('b', 'new')))).toBe('a b new')
})

test('an empty window says nothing', () => {
  expect(ids(merge(messages('a', 'b'), []))).toBe('a b')
})

test('a first message before the history has arrived comes after it', () => {
  expect(ids(merge(messages('a', 'b'), messages('mine')))).toBe('a b mine')
})

test('the newer state of a message replaces the older one', () => {
  const merged = merge([{ id: 'a', text: 'half' }], [{ id: 'a', text: 'whole' }])
  expect(merged).toEqual([{ id: 'a', text: 'whole' }])
})

test('earlier messages come before, none of them twice', () => {
  expect(ids(prepend(messages('x', 'y', 'a'), messages('a', 'b')))).toBe('x y a b')
})

test('the stored page goes before a message that is on its way', () => {
  expect(ids(rebase(messages('mine'), messages('a', 'b')))).toBe('a b mine')
})

test('the stored page fills in what was missed and keeps what is older or newer', () => {
  expect(ids(rebase(messages('a', 'b', 'new'), messages('b', 'c')))).toBe('a b c new')
})
