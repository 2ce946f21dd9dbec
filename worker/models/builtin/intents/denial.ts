import { propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf } from '../hear/hear.ts'
import { proposals, type Proposal } from '../history.ts'
import { isYes } from '../offers.ts'
import type { Outcome } from '../outcome.ts'
import type { Intent, Past } from '../plan.ts'
import { changes, closed, tail } from './change.ts'

const suggests =
  /\b(?:take|try|use|make it|better|instead|rather|only|is enough|at most|max(?:imum)?|up to|no more than|ask for|go for|should be|would be fine|is fine|works|please (?:do|ask|book|take|use)|lower|limit|prefer|ok with|fine with|change|how about|what about|possible|available|we can|could do)\b/i

/** What the reason of a denial proposes in its place: `too late, take 18:30`. */
export function alternative(
  outcome: Outcome,
  proposal: Proposal,
  past: Pick<Past, 'now'>,
): { frame: Frame; slots: Slots } | null {
  const frame = frameOf(proposal.tool)
  const { reason, decidedBy } = outcome
  if (
    outcome.status !== 'denied' ||
    !frame ||
    !reason ||
    !decidedBy ||
    reason.length > 300 ||
    !suggests.test(reason)
  )
    return null
  const known = slotsOf(frame, proposal.input)
  const after =
    /\b(?:take|try|use|make it|ask for|go for|change (?:it )?to|rather|please (?:book|do)|instead:?|how about|what about|only) (.+)$/i.exec(
      reason,
    )?.[1]
  for (const words of [after, reason]) {
    if (!words) continue
    const changed = changes(
      frame,
      known,
      clauseOf(words.replace(/[.!\s]+$/, '').replace(tail, '')),
      past,
      false,
    )
    const {
      reason: _why,
      purpose: _what,
      memo: _memo,
      body: _body,
      name: _name,
      ...facts
    } = changed
    if (Object.keys(facts).length > 0) return { frame, slots: { ...known, ...facts } }
  }
  return null
}

/** The question that goes with such a denial. */
export const offered = ({ frame, slots }: { frame: Frame; slots: Slots }): string =>
  `Shall I ask for approval to ${frame.say(slots)} instead?`

const retry =
  /^(?:(?:ok|okay|yes|please|then|well|so|alright|fine|sure|just|and)[, ]+)*(?:do|try|ask|propose|request|submit|send|book|take|go)\b(?: (?:it|that|this|so|them))?(?: (?:again|once more|like that|that way|as (?:they|he|she) (?:said|says|suggested|proposed)|then|with that|for that|at that time|ahead))*(?: then| please| now)*[.!]*$/i

/** A yes to what a denial proposed, or `try again` after something that was not done. */
export const tryAgain: Intent = {
  name: 'try again',
  respond(heard, past) {
    if (past.isAsking) return null
    const last = proposals(past.calls).at(-1)
    const isAgain =
      retry.test(heard.text) && /\b(?:that|again|like|way|so|ahead|do|try)\b/i.test(heard.text)
    if (!last || !closed.has(last.outcome.status) || !(isYes(heard) || isAgain)) return null
    const other = alternative(last.outcome, last, past)
    if (other)
      return isAgain || past.said.includes('Shall I ask') ? propose(other.frame, other.slots) : null
    const frame = frameOf(last.tool)
    const wantsSame = /\b(?:again|once more|resubmit|retry)\b/i.test(heard.text)
    if (
      !frame ||
      !wantsSame ||
      last.outcome.status === 'superseded' ||
      last.outcome.status === 'undone'
    )
      return null
    return propose(frame, slotsOf(frame, last.input))
  },
}
