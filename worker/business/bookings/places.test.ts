import { expect, test } from 'vitest'
import { placeId } from './places.ts'

test.each(['Luma', 'the Luma', 'LUMA restaurant', ' luma ', 'Luma’s private dining room', 'Lúma'])(
  '%j is Luma',
  (name) => expect(placeId(name)).toBe('luma'),
)

test.each(['room Atlas', 'Atlas', 'the Atlas meeting room'])('%j is Atlas', (name) =>
  expect(placeId(name)).toBe('atlas'),
)
