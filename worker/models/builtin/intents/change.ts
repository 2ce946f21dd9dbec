import { later, readHours } from '../facts/hours.ts'
import { readPlaces } from '../facts/places.ts'
import { frameOf } from '../frames/index.ts'
import { propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { clauseOf, type Clause, type Heard } from '../hear/hear.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import { offer } from '../offers.ts'
import type { Intent, Past, Plan } from '../plan.ts'

/** How a correction begins, or ends. */
const cue =
  /^(?:(?:oh|sorry|oops|hmm|wait|please|ok|okay|but|and|well|um|uh|ah)[, ]+)*(?:no|nope|actually|i mean|i meant|i said|rather|correction|make (?:it|that|this|them)|change (?:it|that|this|the \w+(?: \w+)?)(?: (?:from .+? )?to)?|move (?:it|that|this)(?: to)?|push (?:it|that)(?: back)?(?: to)?|switch (?:it|that)?(?: ?to)?|let's (?:do|make it|say|take)|set (?:it|that) to|it should be|that should be|should be|better|only|just|try(?: again)?(?: with)?|take|use|put (?:it|that)|for|at|on|we are|we're|not|instead|can (?:we|you|it)(?: \w+)? (?:do|make it|make that|change it to|be|move it to)|could (?:we|you|it)(?: \w+)? (?:do|make it|make that|change it to|be|move it to)|i'd (?:rather|prefer)(?: have)?|prefer|edit|update (?:it|that)(?: to)?|reduce (?:it|that)?(?: ?to)?|increase (?:it|that)?(?: ?to)?|lower (?:it|that)?(?: ?to)?|raise (?:it|that)?(?: ?to)?|extend (?:it|that)?(?: ?(?:to|by|until))?|shorten (?:it|that)?(?: ?(?:to|by|until))?|oops)\b[,:. ]*/i
const strong =
  /^(?:(?:oh|sorry|oops|hmm|wait|please|ok|okay|but|and|well|um|uh|ah)[, ]+)*(?:no|nope|actually|i mean|i meant|i said|rather|correction|make (?:it|that|this|them)|change|move (?:it|that|this)|push (?:it|that)|switch|let's (?:do|make it|say)|it should be|that should be|should be|only|instead|oops|better|can (?:we|you) (?:make it|make that|change it to|move it to)|could (?:we|you) (?:make it|make that|change it to|move it to)|i'd (?:rather|prefer)|reduce|increase|lower|raise|extend|shorten|update|set (?:it|that) to|try again with|put (?:it|that) under|(?:\w+ ){1,3}(?:later|earlier)|(?:add )?(?:one|two|\d|another) more)\b|^not \S+(?:,| but) |, not \S+$|\b(?:instead|rather|would be better|is better|works better|suits (?:me|us) better|the other (?:room|one))\b/i
export const tail =
  /[, ]*\b(?:instead|rather|please|then|would be better|is better|works better|would suit (?:me|us) better|suits (?:me|us) better|would be nicer|if possible|thanks|after all|would work better)\b/gi
const also = /\b(?:also|too|as well|another|additionally|in addition|first)\b|\bthe same\b|^and\b/i
const oneself = /^(?:(?:make|take|change|set) (?:it|that)|that|it)$/i

/** The words of a correction alone. */
function corrected(heard: Heard): Clause {
  let words = heard.text
    .replace(/[.!?\s]+$/, '')
    .replace(tail, ' ')
    .replace(/^not \S+(?:,| but) (?=\S)|, not \S+$/i, '')
    .trim()
  for (let before = ''; before !== words && cue.test(words);) {
    before = words
    const shorter = words.replace(cue, (all) =>
      /\b(?:for|at|on|we are|we're)\b[ ]*$/i.test(all)
        ? `${/(?:for|at|on|we are|we're)\s*$/i.exec(all)?.[0] ?? ''}`
        : '',
    )
    if (shorter.trim() === '' || shorter === words) break
    words = shorter
  }
  return clauseOf(
    words.replace(/^(?:to|it|the) (?=\S)/i, (all) => (/^the /i.test(all) ? all : '')).trim(),
  )
}

/** `half an hour later`, `one more person`: counted from what stands. */
function relative(frame: Frame, known: Slots, plain: string): Slots | null {
  const more =
    /\b(\d{1,2}|one|a|another) (more|less|fewer)(?: (?:person|people|guests?))?\b|\badd (\d{1,2}|one|a|another) (?:person|people|guests?)\b/.exec(
      plain,
    )
  if (more && frame.tool === 'book_table' && known.partySize !== undefined) {
    const by = Number(more[1] ?? more[3]) || 1
    return { partySize: Number(known.partySize) + (/less|fewer/.test(more[2] ?? '') ? -by : by) }
  }
  const { lasts } = readHours(plain, 'office')
  if (!lasts || !/\b(?:later|earlier)\b/.test(plain)) return null
  const by = /\bearlier\b/.test(plain) ? -lasts : lasts
  const moved = ['time', 'from', 'to'].flatMap((name): [string, string][] => {
    const time = typeof known[name] === 'string' ? later(String(known[name]), by) : null
    return time ? [[name, time]] : []
  })
  return moved.length > 0 ? Object.fromEntries(moved) : null
}

/** What a correction changes of something asked for; empty when it is about something else. */
export function changes(
  frame: Frame,
  known: Slots,
  clause: Clause,
  past: Pick<Past, 'now'>,
  isStrong: boolean,
): Slots {
  const fromTo = /\bfrom (\d+) to (\d+)\b(?! ?(?:pm|am|:))/.exec(clause.plain)
  if (fromTo && frame.main && String(known[frame.main]) === fromTo[1])
    return { [frame.main]: Number(fromTo[2]) }
  const shifted = relative(frame, known, clause.plain)
  if (shifted) return shifted
  const asked = frame.main ? [frame.main] : []
  const attempts =
    isStrong && frame.again && clause.plain.split(' ').length <= 6
      ? [asked, [frame.again]]
      : [asked]
  for (const each of attempts) {
    const { slots, problem } = frame.read(clause, past.now, each, known)
    if (problem) continue
    const different = Object.entries(slots).filter(([name, value]) => known[name] !== value)
    if (different.length > 0) return Object.fromEntries(different)
  }
  return {}
}

export const closed: ReadonlySet<string> = new Set([
  'denied',
  'withdrawn',
  'expired',
  'superseded',
  'failed',
  'undone',
])

function candidates(past: Past): Proposal[] {
  const all = proposals(past.calls)
  const last = all.at(-1)
  return all
    .toReversed()
    .filter((one) => one === last || isOpen(one))
    .slice(0, 4)
}

/** The proposal once more, with what the correction changes; in the place of the one that still waits. */
function again(frame: Frame, { input, outcome }: Proposal, changed: Slots): Plan {
  const slots = { ...slotsOf(frame, input), ...changed }
  const isWaiting = outcome.status === 'pending' && outcome.requestId
  return propose(frame, slots, isWaiting ? (outcome.requestId ?? undefined) : undefined)
}

/** `make it six`, `no, 18:30`, `I meant 1004`: of the newest thing asked for. */
export const change: Intent = {
  name: 'change',
  example: 'Make it six',
  hints: /\b(?:change|make it|instead|rather)\b/i,
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong || heard.text.length > 120)
      return null
    const isStrong = strong.test(heard.text)
    if (
      /\b(?:don't|do not|never|if|unless)\b/i.test(heard.text) ||
      (also.test(heard.text) && !/^(?:no|make|change)\b/i.test(heard.text))
    )
      return null
    const isSuggestion =
      /^(?:how|what) about\b/i.test(heard.text) ||
      (/\?\s*$/.test(heard.text) && !/^(?:can|could|would) (?:we|you|it)\b/i.test(heard.text))
    const text = heard.text.replace(/^(?:how|what) about /i, '')
    const clause = corrected({ ...heard, text })
    if (
      oneself.test(clause.words) ||
      /^(?:who|why|how|what|which|is|are|do|does|did|was|when)\b/.test(clause.plain)
    )
      return null
    for (const proposal of candidates(past)) {
      const frame = frameOf(proposal.tool)
      if (!frame || (frame.isOther?.(clause) && !isStrong)) continue
      if (
        startsElse(clause.plain, frame) ||
        (!isStrong && verbs.test(clause.plain)) ||
        isElsewhere(clause, frame)
      )
        continue
      const changed = changes(frame, slotsOf(frame, proposal.input), clause, past, isStrong)
      if (Object.keys(changed).length === 0) continue
      const plan = again(frame, proposal, changed)
      const slots = { ...slotsOf(frame, proposal.input), ...changed }
      if (proposal.outcome.status === 'pending' || closed.has(proposal.outcome.status)) {
        const isGone = ['withdrawn', 'superseded', 'undone'].includes(proposal.outcome.status)
        if (isStrong && !isSuggestion && !isGone) return plan
        const isBare =
          clause.plain.split(' ').length <= 5 && past.calls.at(-1)?.tool === proposal.tool
        return isBare || isSuggestion || isGone
          ? offer(`Shall I ask for approval to ${frame.say(slots)} instead?`, plan)
          : null
      }
      if (!isStrong) return null
      return offer(
        `That is decided already. Shall I ask for approval to ${frame.say(slots)} as a request of its own?`,
        plan,
      )
    }
    return null
  },
}

const own: Record<string, RegExp> = {
  pay_invoice: /^(?:pay|settle)\b/,
  send_payment: /^(?:send|pay|transfer|wire|give)\b/,
  refund_order: /^(?:refund|reimburse|give)\b/,
  submit_expense: /^(?:submit|expense|claim)\b/,
  book_table: /^(?:book|reserve|take)\b/,
  book_room: /^(?:book|reserve|take)\b/,
  cancel_booking: /^cancel\b/,
  send_email: /^(?:email|send|write|say)\b/,
  delete_bookings: /^delete\b/,
  export_bookings: /^export\b/,
  change_access: /^(?:give|make|promote|grant)\b/,
}
export const verbs =
  /^(?:pay|settle|send|transfer|wire|give|refund|reimburse|submit|expense|claim|book|reserve|cancel|email|write|delete|export|promote|grant|list|show|tell|withdraw|approve|deny)\b/
/** A room is named and it was a table, or the other way round. */
const isElsewhere = ({ words }: Clause, { tool }: Frame): boolean => {
  const kinds = readPlaces(words).map(({ kind }) => kind)
  return (
    (tool === 'book_table' && kinds.includes('room')) ||
    (tool === 'book_room' && kinds.includes('venue'))
  )
}
/** A correction with a verb is one only with the verb of what it corrects. */
const startsElse = (plain: string, { tool }: Frame): boolean =>
  verbs.test(plain) && !own[tool]?.test(plain)
