import { isKnownPlace, readPlaces } from '../facts/places.ts'

const otherOrder =
  /\b(?:pay|settle|send|transfer|wire|refund|cancel|delete|export|email|give|submit|expense|claim|why|who|how|what|when|which|is|are|was|were|not|no|never|don't|do|does|did|if|sorry|wait|but|instead|rather|said|says)\b/i

/** `Luma. 12 people. 29 May. 18:00.`: scraps between full stops are one wish, when one of them is a place to book. */
export function withoutStops(sentences: readonly string[]): readonly string[] {
  const isTelegram =
    sentences.length > 2 &&
    sentences.every(
      (one) => one.split(' ').length <= 6 && !/\?\s*$/.test(one) && !otherOrder.test(one),
    ) &&
    sentences.some((one) => readPlaces(one).some(({ name }) => isKnownPlace(name)))
  if (!isTelegram) return sentences
  return [sentences.map((one) => one.replace(/[.;!]+\s*$/, '')).join(', ')]
}
