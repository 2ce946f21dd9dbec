import { changes, named } from '../corrections.ts'
import { propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf, type Heard } from '../hear/hear.ts'
import { isOwnLater } from '../hear/own-later.ts'
import { piecesOf } from '../hear/pieces.ts'
import { isRemark } from '../hear/remark.ts'
import { attempts, isOpen, proposals, type Proposal } from '../history.ts'
import { tellsHow, tellsOfBoth } from '../corrected.ts'
import { namesOther, verbs } from '../elsewhere.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { choice } from './choice.ts'
import { dictated } from './dictated.ts'
import { strangeIn } from './thin.ts'

/** More than a fragment: an order for something of its own. */
const isOrder = (piece: string): boolean =>
  verbs.test(piece.toLowerCase()) || /\b(?:inv|ord|bkg)-\d|@/i.test(piece)

/** A number that the reason of a refusal has named in full: `2030`, where it said ORD-2030. */
const inFull = (piece: string, { outcome }: Proposal): string =>
  piece.replace(/\b\d{4}\b/g, (digits) => {
    const id = new RegExp(`\\b(?:INV|ORD|BKG)-${digits}\\b`).exec(outcome.reason ?? '')?.[0]
    return id ?? digits
  })

/** `The receipt says 68.40`. */
const bareSum =
  /^(?:the )?(?:receipt|bill|total|sum|amount|price)(?: \p{L}+){0,3} (?:is|was|says|said|reads|shows|came to|comes to|should be|must be) \$?(\d+(?:\.\d\d)?)$/u
/** How people say that a fact is the better one. */
const ofChoice =
  /^(?:we'll|i'll|they'll|suits?|better|best|works?|fits?|easier|everyone|everybody|ideal|perfect|prefer\w*|start\w*|ends?|ending)$/
const ofSums =
  /^(?:receipts?|bills?|says?|said|reads?|shows?|total\w*|came|comes?|costs?|actually|really|exactly|only|more|less|sum|amounts?|price|correct|right)$/
/** `60 city tax on top`: whatever it is for, it is more of the same. */
const adding = /\bon top\b|^(?:add|plus)\b/i
/** Another thing of a kind, not a fact of this one. */
const oneMore =
  /\b(?:more|another|an|a|new|second) (?:\w+ )?(?:tables?|rooms?|invoices?|bills?|payments?|transfers?|refunds?|bookings?|expenses?|e?mails?|exports?)\b/i

/** `And the same for the Friday after`: one more, and none of those that wait. */
const sameFor = /\bthe same(?: again)? (?:for|on|to|at|in|with)\b/i

/** `And INV-1006 as well, 640 is fine`: beside what waits, not in its place. */
const beside =
  /^(?:and|also|plus)\b|\b(?:also|as well|too)(?= please|[,.!]|$)|\balso (?:need|want|book|take|require)\b/i

/** What the pieces change of one request; null where some of them say something that this is not about. */
function changed(pieces: readonly string[], one: Proposal, frame: Frame, past: Past): Slots | null {
  const known = slotsOf(frame, one.input)
  let found: Slots = {}
  for (const piece of pieces.map((each) => inFull(each, one))) {
    if (oneMore.test(piece)) return null
    const clause = clauseOf(piece)
    const told = frame.main === 'amount' ? bareSum.exec(clause.plain)?.[1] : undefined
    const facts =
      (told ? { amount: Math.round(Number(told) * 100) } : null) ??
      named(frame, piece) ??
      changes(frame, { ...known, ...found }, clause, past, true)
    if (Object.keys(facts).length === 0) {
      if (isOrder(piece)) return null
      continue
    }
    if (namesOther(clause, frame)) return null
    // A story that happens to hold a number is none of its facts.
    const own = Object.values(known).join(' ').toLowerCase()
    const strange = strangeIn(piece, frame.tool).filter(
      (word) =>
        !own.includes(word) &&
        !(ofChoice.test(word) && !(frame.again && frame.again in facts)) &&
        !(frame.main === 'amount' && ofSums.test(word)),
    )
    if (strange.length > 0 && named(frame, piece) === null && !adding.test(piece)) continue
    found = { ...found, ...facts }
  }
  return Object.keys(found).length > 0 ? found : null
}

const takesThat =
  /^(?:(?:i'll|we'll|i|we|let's|could you|can you|please) )*(?:take|do|book|use|make it|have|go (?:for|with)|switch to|change (?:it )?to|move (?:it )?to)? ?(?:that|this)(?: one| time| day| room| slot)?$/i
const looked =
  /^(?:(?:and|or|hm+|ok|oh|so) )*(?:is|are|would|could|can|do you have|what about|how about) |\b(?:free|available|possible|open|too|also|as well|either|then|there|we|have|be|still)\b|\?/gi

/** `Is 8:30 free too?` – `take that instead`: what was asked about is what is meant. */
const whatThatIs = (pieces: readonly string[], { asked }: Past): readonly string[] =>
  pieces.length === 1 && takesThat.test(pieces[0] ?? '') && /\?\s*$/.test(asked)
    ? [asked.replace(looked, ' ').replace(/ +/g, ' ').trim()]
    : pieces

/** `7 persons then, Marta and her husband come also`: what waits, with a fact of it changed. */
function corrected(pieces: readonly string[], past: Past, isMore: boolean): Plan | null {
  const all = attempts(past.calls)
  const last = all.at(-1)
  const targets = all
    .toReversed()
    .filter((one) => isOpen(one) || (one === last && one.outcome.status === 'denied'))
    .slice(0, 4)
  for (const one of targets) {
    const frame = frameOf(one.tool)
    if (!frame) continue
    if (tellsHow(pieces.join(', '), slotsOf(frame, one.input))) return null
    const facts = dictated(pieces, frame) ?? changed(pieces, one, frame, past)
    if (!facts) continue
    if (isMore && frame.again && frame.again in facts) return null
    const replaced = isOpen(one) ? (one.outcome.requestId ?? undefined) : undefined
    return propose(frame, { ...slotsOf(frame, one.input), ...facts }, replaced)
  }
  return null
}

/**
 * What words that no intent has heard mean beside what waits: which of it stays, or which fact of it is
 * another one. Read piece by piece, because people tell why in the same breath.
 */
export const fragment: Intent = {
  name: 'fragment',
  respond(heard: Heard, past: Past) {
    const isLong = heard.isTooLong || heard.text.length > 160 || heard.mails.length > 0
    const pieces = whatThatIs(piecesOf(heard.text), past)
    const isTold = pieces.some((piece) => bareSum.test(piece.toLowerCase()))
    const isHeldBack = heard.clauses.some(
      ({ mood, asks }) =>
        asks || mood === 'conditional' || (mood === 'reported' && !isTold) || mood === 'question',
    )
    if (isLong || isHeldBack || past.isAsking || isRemark(heard.written)) return null
    if (tellsOfBoth(heard, past) || sameFor.test(heard.text) || isOwnLater(heard.text)) return null
    const open = proposals(past.calls).filter(isOpen)
    return choice(pieces, open, past) ?? corrected(pieces, past, beside.test(heard.text))
  },
}
