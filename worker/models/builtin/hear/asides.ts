import { gazetteer } from '../facts/places.ts'

const payees = gazetteer.payees.map((name) => name.split(' ')[0]).join('|')
/** What an order is made of: a piece that names one of these belongs to it. */
const fact = new RegExp(
  String.raw`\$|¤|\b(?:INV|ORD|BKG)-\d|\d[\d.,]* ?(?:dollars|bucks|usd|k)\b|\b(?:${payees})\b|@`,
  'i',
)
const order =
  /\b(?:please|kindly|refund|reimburse|repay|transfer|wire|send|pay|settle|expense|claim|submit|thanks|thank you|cheers)\b|^(?:can|could|would|will|shall|should|may|might|do|give|return|credit|issue|make|process|let's|i'd|i want|we want|i need|we need|i would|hi|hello|hey|good (?:morning|day|afternoon|evening)|ok|okay|today|now|asap|right away|in full|full\w*|all of|everything|half|the (?:whole|full|entire|rest)|each|both|nothing|don't|do not|not|no|never|what|which|who|how|when|is|are|has|did|if|unless|once|until|but)\b/i
const joints =
  /,\s+|;\s*|\s+-+\s+|\s*\(|\)\s*|:\s+|(?<=[.!?])\s+|\n+|,?\s+(?=(?:because|since|as) (?:it|they|he|she|we|the|i|of)\b)|,?\s+(?:and|so)\s+(?=(?:please|can|could|would|refund|give|send|pay|return|transfer|wire)\b)/i

/** The pieces of a message, without their marks. */
export const pieces = (text: string): string[] =>
  text
    .split(joints)
    .map((piece) => piece.replace(/[\s.!,;]+$/, '').trim())
    .filter(Boolean)

/** Whether a piece neither orders anything nor names what an order is made of. */
export const isAside = (piece: string): boolean =>
  !fact.test(piece) && !order.test(piece) && !piece.endsWith('?') && /\p{L}{3}/u.test(piece)

const edges: readonly RegExp[] = [
  /^(?<aside>[^,;:]+)(?:, |: | -+ )(?<core>.+)$/s,
  /^(?<core>.+)(?:, |; | -+ )(?<aside>[^,;]+)$/s,
]

/** The words of an order without what is said beside it: `for the window, send Alder $180` → `send Alder $180`. */
export function coreOf(words: string): string {
  let left = words
  for (let before = ''; before !== left;) {
    before = left
    for (const edge of edges) {
      const { aside, core } = edge.exec(left)?.groups ?? {}
      if (aside && core && isAside(aside)) left = core
    }
  }
  return left
}
