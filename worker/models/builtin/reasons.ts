import { slotsOf, propose } from './frames/frame.ts'
import { frameOf } from './frames/index.ts'
import { isAside, pieces } from './hear/asides.ts'
import type { Heard } from './hear/hear.ts'
import { verbatim } from './hear/verbatim.ts'
import type { Plan } from './plan.ts'

const purpose =
  /^(?:and )?(?:(?:it|that|this|which)(?:'s| is| was)(?: meant| intended)? )?(?:for|towards|because of|as (?=an? |the |our )|memo:?|reference:?|re:|note:?|purpose:?|reason:?) ?(?!me\b|us\b|now\b|today\b|once\b|free\b|sure\b|that\b|it\b|this\b|them\b|a change\b|the record\b|example\b|your information\b)(.+)$/i
const finite =
  /\b(?:is|was|were|are|am|be|been|had|has|have|do|does|did|will|would|can|could|should|came|went|got|sent|i|we|you|he|she|they|it|that|this)\b|'\w/i

/** What a piece beside the order says that it is for: `it's for the stickers`. */
export const purposeSaid = (text: string): string | undefined =>
  pieces(text)
    .map((piece) => (isAside(piece) ? purpose.exec(piece)?.[1] : undefined))
    .find(Boolean)

/** What money to a payee is for, if only a few words say it: `…, express fee`. */
const purposeIn = (text: string): string | undefined => purposeSaid(text) ?? afterCore(pieces(text))

/** A few words after the order itself: `…, express fee`. */
function afterCore(all: readonly string[]): string | undefined {
  const core = all.findLastIndex((piece) => !isAside(piece))
  return all
    .slice(core + 1)
    .find((piece) => core >= 0 && !finite.test(piece) && piece.split(' ').length <= 6)
}

const order =
  / ?(?:\b(?:on|from|of|in|for|with|under|about)\b )?(?:\b(?:the |their |his |her )?order )?ORD-\d+/gi
const told =
  /^.*\b(?:wrote|writes|says?|said|told (?:me|us|you)|complain(?:s|ed)|reports?|reported|claims?|claimed|mentioned|called to say)(?: that| to us that)? (?=\w+ \w+)/i
const wrong =
  /\b(?:is|was|were|are|had|has|have|came|comes?|arrived?|got|broke|broken|never|not|nothing|late|damaged|missing|wrong|scratched|cracked|torn|faulty|defective|duplicate|goodwill|gesture|courtesy|apology|delay|delivery|unhappy|mistake|error|charged|short|small|big|ripped|hole|leak\w*|smell\w*|stain\w*|quality|fault)\b|n't\b|\w{3}ed\b/i
const opener =
  /^(?:(?:and|so|but|because(?: of)?|since|as|for|well|reason:?|due to|the reason is|it's because|that's because)\b[ ,]*)+/i
const about = /^(?:(?:it's |that's |this is )?for |as (?:an? |the )|because of |due to )/i

/** Why money goes back: `one of the bowls came chipped`. */
function storyIn(text: string): string | undefined {
  const stories = pieces(text)
    .map((piece) => ({
      piece,
      said: piece
        .replace(order, '')
        .replace(/^(?:order|the order)\b$/i, '')
        .trim(),
    }))
    .map(({ piece, said }) => ({ piece, said: said.replace(told, '') }))
    .filter(({ said }) => isAside(said) && (wrong.test(said) || about.test(said)))
    .map(({ said }) => said.replace(opener, ''))
    .filter((said) => /\p{L}{3}/u.test(said))
  const [story] = stories.toSorted((one, other) => other.length - one.length)
  return story ?? afterCore(pieces(text))
}

const readers: Readonly<Record<string, { slot: string; read(text: string): string | undefined }>> =
  {
    send_payment: { slot: 'memo', read: purposeIn },
    refund_order: { slot: 'reason', read: storyIn },
  }

/** A proposal of one payment or refund with what was said beside it about why; others as they are. */
export function withReason(plan: Plan, heard: Heard): Plan {
  const [call, ...others] = plan.calls ?? []
  if (!call || others.length > 0 || plan.hear || plan.resume) return plan
  const frame = frameOf(call.tool)
  const reader = readers[call.tool]
  if (!frame || !reader || call.input[reader.slot] !== undefined || 'replaces' in call.input)
    return plan
  const why = reader.read(heard.text)
  return why
    ? propose(frame, {
        ...slotsOf(frame, call.input),
        [reader.slot]: verbatim(heard.written, why).slice(0, 140),
      })
    : plan
}
