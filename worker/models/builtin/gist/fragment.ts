import { changes, named } from '../corrections.ts'
import { propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf, type Heard } from '../hear/hear.ts'
import { piecesOf } from '../hear/pieces.ts'
import { isRemark } from '../hear/remark.ts'
import { attempts, isOpen, proposals, type Proposal } from '../history.ts'
import { namesOther, tellsHow, tellsOfBoth, verbs } from '../intents/change.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { pointed } from '../which.ts'
import { strangeIn } from './thin.ts'

/** More than a fragment: an order for something of its own. */
const isOrder = (piece: string): boolean =>
  verbs.test(piece.toLowerCase()) || /\b(?:inv|ord|bkg)-\d|@/i.test(piece)

const withdraw = (some: readonly Proposal[], past: Past): Plan | null =>
  past.can('withdraw_request') && some.length > 0
    ? {
        text: '',
        calls: some.map(({ outcome }) => ({
          tool: 'withdraw_request',
          input: { requestId: outcome.requestId ?? '' },
        })),
      }
    : null

const idOf = ({ outcome }: Proposal): string => outcome.requestId ?? ''
const without = (all: readonly Proposal[], some: readonly Proposal[]): Proposal[] => {
  const ids = new Set(some.map(idOf))
  return all.filter((one) => !ids.has(idOf(one)))
}

/** Of those that wait, the ones that a piece points at, if it points at some of them and not at all. */
function some(what: string, open: readonly Proposal[], past: Past): Proposal[] | null {
  const found = /^(?:it|that|this|them|these|those|all|both)?$/.test(what)
    ? null
    : pointed(what.toLowerCase(), past)
  return found && found.length > 0 && found.length < open.length ? found : null
}

const keeping =
  /^(?:(?:i|we)(?: (?:still|only|just))* (?:want|need|keep) |(?:only|just) |keep |leave )(?:do |pay |keep |book |send |refund |take )?(.+?)(?: (?:yes|stays?|only|alone))?$|^(.+?) (?:yes|only|stays|is fine|is ok|is okay|is enough|will do)$/i
const dropping =
  /^(?:(?:i|we) (?:don't|do not|won't|no longer) (?:want|need) |(?:take|pull|withdraw|cancel|drop|remove|leave|skip|forget|scratch|stop|kill|delete|scrap|without|except|not|no) )(?:about )?(.+?)(?: (?:back|out|away|off|again|alone|aside))?$|^(.+?) (?:no|not|out|away)$/i

/** `only the second one`, `take the first back`, `the mail no, the money yes`. */
function choice(pieces: readonly string[], open: readonly Proposal[], past: Past): Plan | null {
  if (open.length < 2) return null
  const last = open.at(-1)
  const alike = open.filter(({ tool }) => tool === last?.tool)
  for (const piece of pieces) {
    const [, one, other] = dropping.exec(piece) ?? []
    const dropped = (one ?? other) && some(one ?? other ?? '', open, past)
    if (dropped) return withdraw(dropped, past)
  }
  for (const piece of pieces) {
    const [, one, other] = keeping.exec(piece) ?? []
    const kept = (one ?? other) && some(one ?? other ?? '', alike, past)
    if (kept && without(kept, alike).length === 0) return withdraw(without(alike, kept), past)
  }
  return null
}

const quotedText =
  /^(?:(?:write|put|say|note|enter|use|add|set|call it|name it|label it|with|as)\b[^"]*)?"([^"]+)"(?: (?:as|for|in|into|on) (?:the |a )?(memo|note|reference|purpose|reason|name|subject|text|body|message))?/i
const texts = ['memo', 'purpose', 'reason', 'subject', 'name'] as const

/** `The room's for the quarterly catch-up, put that in as purpose`. */
const toldFor =
  /\b(?:it|room|table|money|payment|that|this)(?:'s| is| was) for (?:the |a |an )?(.+)$/i
function told(pieces: readonly string[], frame: Frame): Slots | null {
  const label = pieces
    .map(
      (piece) =>
        /^(?:put|write|add|note|enter|use) (?:that|it|this) (?:in )?as (?:the |a )?(memo|note|purpose|reason|reference)(?: please)?$/i.exec(
          piece,
        )?.[1],
    )
    .find(Boolean)
  const words = pieces.map((piece) => toldFor.exec(piece)?.[1]).find(Boolean)
  return label && words ? named(frame, `${label}: ${words}`) : null
}

/** `write "train and bus" there`: words for a slot that takes any. */
function dictated(text: string, frame: Frame): Slots | null {
  const [, words, label = ''] = quotedText.exec(text) ?? []
  if (!words) return null
  if (label) return named(frame, `${label}: ${words}`)
  const slot = texts.find((name) => [...frame.required, ...(frame.optional ?? [])].includes(name))
  return slot ? { [slot]: words } : null
}

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
  /^(?:receipts?|bills?|says?|said|reads?|shows?|total\w*|came|comes?|costs?|actually|really|exactly|only|sum|amounts?|price|correct|right)$/
/** `60 city tax on top`: whatever it is for, it is more of the same. */
const adding = /\bon top\b|^(?:add|plus)\b/i
/** Another thing of a kind, not a fact of this one. */
const oneMore =
  /\b(?:more|another|an|a|new|second) (?:\w+ )?(?:tables?|rooms?|invoices?|bills?|payments?|transfers?|refunds?|bookings?|expenses?|e?mails?|exports?)\b/i

/** `And INV-1006 as well, 640 is fine`: beside what waits, not in its place. */
const beside = /^(?:and|also|plus)\b|\b(?:also|as well|too)(?= please|[,.!]|$)/i

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
    const facts =
      told(pieces, frame) ?? dictated(pieces.join(', '), frame) ?? changed(pieces, one, frame, past)
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
    if (tellsOfBoth(heard, past)) return null
    const open = proposals(past.calls).filter(isOpen)
    return choice(pieces, open, past) ?? corrected(pieces, past, beside.test(heard.text))
  },
}
