import { isOwnLater } from '../hear/own-later.ts'
import { changes, isFactsOnly, readCorrection } from '../corrections.ts'
import { toCents } from '../facts/money.ts'
import { propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf, type Heard } from '../hear/hear.ts'
import { tail } from '../hear/tail.ts'
import { closed, proposals, type Proposal } from '../history.ts'
import { isYes } from '../offers.ts'
import type { Outcome } from '../outcome.ts'
import type { Intent, Past } from '../plan.ts'

/** Words with which a reason proposes something. */
const suggests =
  /\b(?:take|try|use|make (?:it|that)|better|instead|rather|only|enough|plenty|at most|max(?:imum)?|up to|no more than|ask for|go (?:for|with)|should|would|could|can|please|works?|lower|limit|cap|ceiling|prefer|ok|okay|fine|change|how about|what about|why not|possible|available|free|open|do|give|pay|send|book|reduce|just|have room|room for|meant?|suggest|propose|allow(?:ed|s)?|cover(?:ed|s)?|accept|approve|happy|that's|that is|it's|it is|agreed|promised|half)\b/i
const refuses =
  /\b(?:full|taken|closed|booked|busy|occupied|unavailable|already|spent|last|yesterday|(?:is|are|was|were) (?:being )?(?:painted|used|needed|cleaned|renovated)|(?:i|we) need (?:it|this|that|the|them|\w+ (?:myself|ourselves))\b|(?:don't|do not|can't|cannot|never|nobody|no one|not) )\b/i
const lead =
  /^.*\b(?:take|try|use|make it|ask for|go (?:for|with)|change (?:it )?to|rather|please (?:book|do)|instead:?|how about|what about|why not|only|give (?:them|him|her)|should be|meant?) (?=\S)/i

const span = /\b\d{1,2}(?::\d\d)? ?(?:am|pm)?(?: to | till | until |-| - )\d{1,2}\b/i

/** The pieces of a reason, those that propose something first. */
function pieces(reason: string): string[] {
  const all = reason
    .split(/(?<=[^\d]),\s*|,\s+|[;!?]+\s*|\.(?=\s|$)|\s-+\s|\s(?:but|so|because|and|since)\s/)
    // Of several the first.
    .map((piece) => piece.replace(/ or .*$/i, '').trim())
    .filter((piece) => piece !== '' && !refuses.test(`${piece} `))
  // Whatever it is, it is only asked about; what plainly proposes comes first.
  const proposing = all.filter((piece) => suggests.test(piece))
  return [...proposing, ...all.filter((piece) => !proposing.includes(piece))]
}

/** What the reason of a denial proposes in its place: `too late, take 18:30`, `Birch is taken; Atlas is free`. */
export function alternative(
  outcome: Outcome,
  proposal: Proposal,
  past: Pick<Past, 'now'>,
): { frame: Frame; slots: Slots } | null {
  const frame = frameOf(proposal.tool)
  const { reason, decidedBy } = outcome
  if (outcome.status !== 'denied' || !frame || !reason || !decidedBy || reason.length > 300)
    return null
  const known = slotsOf(frame, proposal.input)
  let found: Slots = {}
  // `Two hours are plenty, take 10 to 12`: from when to when says for how long, too.
  const all = pieces(reason)
  const spans = all.filter((piece) => span.test(piece))
  for (const piece of [...spans, ...all.filter((one) => !spans.includes(one))]) {
    for (const words of [piece.replace(lead, ''), piece, ...amountIn(piece, frame)]) {
      const clause = clauseOf(words.replace(/[.!\s]+$/, '').replace(tail, ''))
      const {
        reason: _why,
        purpose: _what,
        memo: _memo,
        body: _body,
        name: _name,
        ...facts
      } = changes(frame, known, clause, past, false)
      const role = frame.tool === 'change_access' ? roleIn(clause.plain) : null
      const said = role && role !== known.role ? { role } : facts
      if (Object.keys(said).length === 0) continue
      // An end before its beginning is a story about somebody else's time.
      const whole = { ...known, ...said, ...found }
      if (whole.from !== undefined && whole.to !== undefined && whole.from >= whole.to) continue
      found = { ...said, ...found }
      break
    }
  }
  return Object.keys(found).length > 0 ? { frame, slots: { ...known, ...found } } : null
}

/** `12 is the limit`: the one number of a piece that proposes, where an amount is what can change. */
const amountIn = (piece: string, frame: Frame): string[] =>
  suggests.test(piece) ? onlySum(piece, frame) : []

function onlySum(piece: string, { main }: Frame): string[] {
  if (main !== 'amount') return []
  const [only, ...more] =
    piece.match(/(?<![\w-])\$?\d{1,3}(?:,?\d{3})?(?:\.\d\d)?(?![\w%]|-\w)/g) ?? []
  return only && more.length === 0 ? [only.startsWith('$') ? only : `$${only}`] : []
}

const roleIn = (plain: string): string | null =>
  /\b(member|reviewer|manager|auditor|admin)\b/.exec(plain)?.[1] ?? null

/** The question that goes with such a denial. */
export const offered = ({ frame, slots }: { frame: Frame; slots: Slots }): string =>
  `Shall I ask for approval to ${frame.say(slots)} instead?`

const agrees =
  /^(?:(?:ok|okay|k|yes|yeah|yep|oh|ah|true|please|then|well|so|alright|all right|right|fine|sure|just|and|good|great|agreed|perfect|fair enough|let's|i'll|we'll|you can|can you|could you|i guess|makes sense|understood|got it)(?:[, .!]+|$))*/i
const doing =
  /^(?:do|try|ask|propose|request|submit|send|pay|refund|claim|expense|reserve|transfer|book|take|go|use|accept|make|have|proceed|resubmit|retry|redo)\b(?: (?:for |to )?(?:it|that|this|so|them|with|one|the \w+|what|ahead|again|as|they|he|she|like|said|says|suggested?|proposed?|wants?|once|more|way|at|time|instead|amount|offer|suggestion|alternative|version|then|please|now|for|me|of|request|payment|booking|work|happen|is|it's))*$/i
const verb = String.raw`(?:do|try|ask|propose|request|submit|send|book|take|go|use|accept|make|have|proceed|resubmit|retry|redo|claim|expense|file|pay|refund|reserve|transfer|wire|give|put|change|reduce|lower|cut|bring|set|settle|stick|limit|switch|move|shorten|cap|keep|get|stay)`
const link = String.raw`(?:(?:it|that|this|so|them|him|her|one|me|us|the|a|an|to|for|with|at|on|by|of|in|within|under|down|over|up|only|just|back|again|instead|then|through|request|payment|booking|expense|refund|claim|amount|sum|offer|order|table|room|now|simply|exactly)\b,? ?)`
/** `What's covered`, `as they suggest`, `the allowed amount`: what a reason proposed, in other words. */
const theirs = new RegExp(
  String.raw`^(?:${verb} )?${link}*(?:(?:what(?:ever)?|as|like|how|(?:amount|sum|number|time|day|one)(?: that)?)(?:'s|'re)? ?(?:(?:they|he|she|it|you|riley|is|are|was|has|have|'s|can be|will be|been|the (?:manager|reviewer|approver|boss)) ?)*(?:(?:would|will|can|do|does|did|actually|still|normally) )*(?:allow|cover|say|said|suggest|propos|offer|want|possible|permit|ok|okay|fine|approv|accept|ask|mention|nam|agree|like|recommend|prefer|available|free|open|left)\w*|(?:max(?:imum)?|limit|cap|allow(?:ed|ance)|lower|smaller|reduced|covered|permitted|possible|suggested|proposed|offered|agreed|recommended|earlier|later|other|free)(?: (?:amount|sum|figure|one|time|number|slot|date|day|room|version|price))?)(?: (?:for|of|on|by) (?:it|that|this|them|him|her|\w+s))?(?: (?:then|please|instead|now|for now))*$`,
  'i',
)
const sumOfTheirs =
  /^(?:(?:do|send|pay|refund|claim|make it|only|just|take) )*(?:that|this|the) (?:much|amount|sum|figure|price|limit|maximum|max|cap)$/i
const another =
  /^(?:(?:do|send|pay|refund|claim|give (?:them|him|her)|make it|only|just) )*(?:that|this|the) (?:much|amount|sum|figure|price|number)$|^(?:(?:by|with|for) (?:me|us)$|that(?:'s| is)? (?:works?|fine|ok|okay|good|enough)|works for (?:me|us)|sounds (?:good|fine|ok|okay))\b/i

const line = (heard: Heard): string => heard.text.replace(/[.!\s]+$/, '')

/** A yes to what a denial proposed, other facts after one, or `try again` after something that was not done. */
export const tryAgain: Intent = {
  name: 'try again',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0) return null
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (!last || !frame || !closed.has(last.outcome.status)) return null
    if (isOwnLater(heard.text)) return null
    const rest = withoutOwn(line(heard))
      .replace(agrees, '')
      .replace(/(?:,? (?:then|please|thanks|too|as well|also|either|for now))+$/i, '')
    const isAgain = doing.test(rest) || another.test(rest) || theirs.test(rest)
    const other = alternative(last.outcome, last, past)
    const isAsked = past.said.includes('Shall I ask') || past.outcomes.at(-1)?.status === 'denied'
    if (other && (isAgain || ((isYes(heard) || rest === '') && isAsked && agreesAtAll(heard))))
      return propose(other.frame, other.slots)
    // `Their offer says 750` – `that amount please`: the one sum of the reason, though it proposed nothing.
    const [sum] = other || !sumOfTheirs.test(rest) ? [] : onlySum(last.outcome.reason ?? '', frame)
    const cents = sum && last.outcome.status === 'denied' ? toCents(sum.replace('$', '')) : null
    if (cents) return propose(frame, { ...slotsOf(frame, last.input), amount: cents })
    if (last.outcome.status === 'denied' && rest !== '') {
      const facts = put(frame, last, other, rest, rest !== line(heard), past)
      if (facts) return propose(frame, facts)
    }
    const wantsSame = isAgain && /\b(?:again|once more|resubmit|retry|redo)\b/i.test(rest)
    if (!wantsSame || last.outcome.status === 'superseded' || last.outcome.status === 'undone')
      return null
    return propose(frame, slotsOf(frame, last.input))
  },
}

/** `…, I pay the rest myself`: who bears what is left says nothing of what is asked for. */
const withoutOwn = (text: string): string =>
  text.replace(
    /[,;.:]? (?:and |so )?(?:i|we)(?:'ll| will)? (?:pay|cover|bear|take|settle|handle|absorb)s? (?:for )?the (?:rest|difference|remainder|remaining \p{L}+|other \S+)(?: (?:myself|ourselves|privately|on my own|out of my own pocket))?$/iu,
    '',
  )

/** Thanks are no yes. */
const agreesAtAll = (heard: Heard): boolean =>
  /\b(?:ok|okay|k|yes|yeah|yep|sure|fine|agreed|right|alright|good|great|perfect|go|do|please)\b/i.test(
    heard.text,
  )

/** `Send them 600`, `do the 45`, `claim it for 200`: without the verb and what stands for the thing. */
function withoutVerb(said: string, { main }: Frame): string {
  const rest = said.replace(
    /(?:'s| is| are| would be| will be| works?| sounds| looks| would| does| suits)(?: (?:also|just|totally|perfectly|very|a))*(?: (?:good|great|fine|ok|okay|perfect|lovely|nice|better|possible|do|work|us|me|well|it))*(?: (?:for (?:us|me)|too|then))*$/i,
    '',
  )
  const words = rest.replace(
    new RegExp(
      `^(?:(?:please|just|only|let's|we|i|i'll|we'll|then|can|could|you) )*${verb} (?:(?:it|that|this|them|him|her|me|us|back|only|just|again|down|the (?:payment|refund|expense|claim|table|room|booking|transfer)|out|up)\\b ?)*`,
      'i',
    ),
    '',
  )
  const isShorter = words !== rest
  return main !== 'amount'
    ? isShorter
      ? words.replace(/^with (?:the |an? )?/i, '')
      : words
    : words
        .replace(
          /^(?:(?:for|to|with|at|of|only|just|the|a|an|even)\b ?)+(?=\$?\d|[a-z]+ ?hundred|\w+ty\b)/i,
          '',
        )
        .replace(
          /^(\$?\d[\d.,]*(?: (?:dollars|bucks|usd))?)(?: (?:of it|back|only|instead|to (?:them|him|her)|for (?:it|that|this|them|now|him|her)))+$/i,
          '$1',
        )
}

/** `ok, Atlas then`: what is said after a denial, of nothing but facts that differ from what was denied. */
function put(
  frame: Frame,
  last: Proposal,
  other: { slots: Slots } | null,
  rest: string,
  agreed: boolean,
  past: Past,
): Slots | null {
  const words = withoutVerb(rest, frame).replace(
    /^(?:(?:send|pay|refund|book|take|do|try|make (?:it|them|him|her)|use|go (?:for|with)|(?:go ahead|proceed|continue)(?: with)?|settle for|accept|ask for|let's (?:do|take|say)|i'd take|just|only)\b ?(?:again )?(?:with |for )?(?:the |an? )?)+/i,
    '',
  )
  const { clause, isNegative } = readCorrection(words)
  if (isNegative || /[?]\s*$/.test(rest)) return null
  const known = slotsOf(frame, last.input)
  const role = frame.tool === 'change_access' && isFactsOnly(clause) ? roleIn(clause.plain) : null
  const changed = role ? { role } : changes(frame, known, clause, past, false)
  // Of what was offered, what is named again stands as offered.
  if (!isFactsOnly(clause)) return null
  if (Object.keys(changed).length === 0) return null
  const isOffered =
    other && Object.entries(changed).every(([name, value]) => other.slots[name] === value)
  return isOffered && agreed ? other.slots : { ...known, ...changed }
}
