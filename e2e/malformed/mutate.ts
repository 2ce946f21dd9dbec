import type { Dice } from '../../domain/testing/sequences.ts'
import { asText, oddText, oddValue, randomBytes } from './odd.ts'

type Container = Record<string, unknown> | unknown[]
type Place = { in: Container; key: string }

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null

/** Every place in a value where something stands. */
function places(value: unknown): Place[] {
  if (!isContainer(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => [{ in: value, key }, ...places(inner)])
}

function put(place: Place, value: unknown): void {
  Object.defineProperty(place.in, place.key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

/** A copy with one to three places changed: gone, odd, in an array, of another name or another type. */
export function mutated(dice: Dice, valid: object): object {
  const copy: object = structuredClone(valid)
  for (let left = 1 + dice.roll(3); left > 0; left -= 1) {
    const all = places(copy)
    if (all.length === 0) break
    const place = dice.pick(all)
    const there = Reflect.get(place.in, place.key) as unknown
    switch (dice.roll(6)) {
      case 0:
        Reflect.deleteProperty(place.in, place.key)
        break
      case 1:
        put(place, [there])
        break
      case 2:
        put(place, typeof there === 'string' ? there.length : JSON.stringify(there))
        break
      case 3:
        Reflect.deleteProperty(place.in, place.key)
        put({ in: place.in, key: oddText(dice) }, there)
        break
      default:
        put(place, oddValue(dice))
    }
  }
  return copy
}

/**
 * The value as text that surely is no valid one any more: an unknown key, an array around it, something
 * else in its place, or JSON that ends too early or says nonsense. Schemas here take no unknown keys.
 */
export function spoilt(dice: Dice, value: object): string | Uint8Array {
  const text = asText(dice, value)
  switch (dice.roll(8)) {
    case 0:
      return text.slice(0, dice.roll(Math.max(1, text.length - 1))) || '{'
    case 1:
      return `[${text}]`
    case 2:
      return asText(
        dice,
        dice.pick([null, true, 0, '', 'approve', [], [[]], '@deep@', '@infinite@']),
      )
    case 3:
      return text + dice.pick([text, '}', ',', '\0', '//', '\ufffe'])
    case 4:
      return new Uint8Array([...new TextEncoder().encode(text), 0xff, 0xc0, 0x80])
    case 5:
      return randomBytes(dice, 1 + dice.roll(300))
    default: {
      const inner = asText(dice, { [oddText(dice) || 'x']: oddValue(dice) }).slice(0, -1)
      const isEmpty = text === '{}'
      return `${inner}${isEmpty ? '' : ','}${text.slice(1)}`
    }
  }
}
