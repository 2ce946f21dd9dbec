import type { JSONObject } from '@ai-sdk/provider'
import type { Now } from '../facts/days.ts'
import { clauseOf, isPlain, type Clause, type Heard } from '../hear/hear.ts'
import { isSaidToUs, isStalling } from '../hear/said-to-us.ts'
import { takesBack } from '../hear/mood.ts'
import { isRemark } from '../hear/remark.ts'
import { tail } from '../hear/tail.ts'
import { verbatim } from '../hear/verbatim.ts'
import { offer } from '../offers.ts'
import { inWords, upperFirst } from '../phrases.ts'
import type { Past, Plan } from '../plan.ts'

/** What is known so far of something asked for: the input of its tool in the making. */
export type Slots = Record<string, string | number>

/** What words say: facts, or a sentence on why they cannot be meant. */
export type Reading = {
  slots: Slots
  problem?: string
  /** What the problem asks about, where it asks: the answer may be these slots. */
  open?: readonly string[]
}

/** One thing that can be asked for, slot by slot. */
export type Frame = {
  tool: string
  required: readonly string[]
  /** What may be left out. */
  optional?: readonly string[]
  /** What `the same for …` changes. */
  again?: string
  /** How to ask for each slot, as a part of a sentence: `at what time`. */
  asks: Record<string, string>
  /**
   * What these words say about it. `asked` are the slots that a bare answer (`6`, `Friday`) may fill;
   * `known` is what is known already.
   */
  read(clause: Clause, now: Now, asked: readonly string[], known: Slots): Reading
  /** `book a table for 4 at Luma on Friday at 19:00`. */
  say(slots: Slots): string
  /** A question of its own for what is missing, where the parts make no good one. */
  ask?(missing: readonly string[], known: Slots): string | undefined
  /** What a bare number changes: `make it six`. */
  main?: string
  /** Its answer may be any words at all, not only plain ones. */
  isFreeText?: true
  /** What is left to choose when these words rule something out: `not Atlas`. */
  without?(clause: Clause): Slots | null
  /** Whether an order for it is certainly about something else than this frame's slots. */
  isOther?(clause: Clause): boolean
}

const missing = ({ required }: Frame, slots: Slots): string[] =>
  required.filter((name) => slots[name] === undefined)

/** Of what a request holds, what a call of the tool takes: tools add facts of their own. */
export const slotsOf = ({ required, optional = [] }: Frame, input: JSONObject): Slots =>
  Object.fromEntries(
    [...required, ...optional].flatMap((name): [string, string | number][] => {
      const value = input[name]
      return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : []
    }),
  )

/** The facts in the order in which they are asked for, so that a call reads the same however it came about. */
const inOrder = ({ required, optional = [] }: Frame, slots: Slots): Slots =>
  Object.fromEntries(
    [...required, ...optional].flatMap((name): [string, string | number][] => {
      const value = slots[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** Asks for it: one call. `replaces` is the request that it takes the place of. */
export const propose = (frame: Frame, slots: Slots, replaces?: string): Plan => ({
  text: `I'll ask for approval to ${frame.say(slots)}${replaces ? ' instead' : ''}.`,
  calls: [{ tool: frame.tool, input: { ...inOrder(frame, slots), ...(replaces && { replaces }) } }],
})

/** `On what date, at what time and for how many people?` */
const question = (frame: Frame, names: readonly string[]): string =>
  `${upperFirst(inWords(names.map((name) => frame.asks[name] ?? name)))}?`

/** Whether a question in these words is an offer: `how about 7pm?` answers `at what time?`. */
const suggestion = /^(?:how|what) about |^(?:maybe|perhaps|probably) /

/** The next question, or the proposal once nothing is missing. */
export function complete(frame: Frame, slots: Slots, lead = '', replaces?: string): Plan {
  const open = missing(frame, slots)
  if (open.length === 0) return propose(frame, slots, replaces)
  return asking(
    frame,
    slots,
    open,
    `${lead}${frame.ask?.(open, slots) ?? question(frame, open)}`,
    replaces,
  )
}

/** A question about these slots, and what its answer comes to. */
const asking = (
  frame: Frame,
  slots: Slots,
  open: readonly string[],
  text: string,
  replaces?: string,
): Plan => ({
  text,
  hear: (heard, past) => answered(frame, slots, open, heard, past, replaces),
  ...(frame.isFreeText ? { isFree: true as const } : { about: frame.tool, known: slots }),
})

function answered(
  frame: Frame,
  slots: Slots,
  open: readonly string[],
  whole: Heard,
  past: Past,
  replaces?: string,
): Plan | null {
  const heard = withoutTold(withoutIntro(whole))
  const [clause] = heard.clauses
  if (!clause || heard.mails.length > 0 || heard.isTooLong) return null
  if (past.isLate && isLoose(frame, clause)) return null
  if (frame.isFreeText && (open.length === 1 || /@/.test(heard.text)))
    return freely(frame, slots, open, heard, past)
  const other = frame.without?.(clause)
  if (other && heard.clauses.length === 1)
    return complete(frame, { ...slots, ...other }, '', replaces)
  if (heard.clauses.some((one) => takesBack(one.words) || frame.isOther?.(one))) return null
  const offered = clause.plain.replace(suggestion, '')
  const isOffer = heard.clauses.length === 1 && offered !== clause.plain
  if (!isOffer && !isPlain(heard)) return null
  const said: Clause = {
    ...clause,
    mood: 'plain',
    words: heard.clauses
      .map(({ words }) => words)
      .join(', ')
      .replace(
        /^(?:(?:how|what) about|say|let'?s say|let'?s do|make it|i'd say|i think|i guess) /i,
        '',
      )
      .replace(tail, ''),
    plain: (isOffer ? offered : heard.clauses.map(({ plain }) => plain).join(', '))
      .replace(/^(?:say|let'?s say|let'?s do|i'd say|i think|i guess) /, '')
      .replace(tail, ''),
  }
  const read = frame.read(said, past.now, open, slots)
  const { problem } = read
  const found = {
    ...(problem ? {} : apart(frame, said, slots, { ...slots, ...read.slots }, open, past)),
    ...read.slots,
  }
  if (problem)
    return read.open
      ? asking(frame, slots, open, problem, replaces)
      : complete(frame, slots, `${problem} `, replaces)
  const isNew = Object.entries(found).some(([name, value]) => slots[name] !== value)
  if (!isNew) return null
  const all = { ...slots, ...found }
  // What may be left out in general was asked for here.
  const still = open.filter((name) => !frame.required.includes(name) && all[name] === undefined)
  if (still.length > 0) return asking(frame, all, still, question(frame, still), replaces)
  const plan = complete(frame, all, '', replaces)
  // "What about 40?" weighs an answer; only a yes makes it one.
  return isOffer && plan.calls
    ? offer(`Shall I ask for approval to ${frame.say(all)}?`, plan)
    : plan
}

const told =
  /\b(?:won't|will not|don't|do not|doesn't|isn't|aren't|can't|cannot|didn't|never) (?:\p{L}+ )?(?:need|want|use|mean|count|have|come|know)\b/u
/** `10 to 12. On Friday we won't need it`: what is told after an answer is none. */
function withoutTold(heard: Heard): Heard {
  const [first, ...others] = heard.clauses
  const answers = others.filter(({ plain, words }) => !told.test(plain) && !isRemark(words))
  return first && !told.test(first.plain) && answers.length < others.length
    ? { ...heard, clauses: [first, ...answers] }
    : heard
}

/** `Back to the table: 19:30, four of us` names only what the answer is about. */
function withoutIntro(heard: Heard): Heard {
  const intro =
    /^(?:(?:ok|okay|so|now|and|well|right|back to|about|as for|for|regarding|re|the|that|my|our|luma|atlas|birch|table|room|booking|payment|transfer|refund|order|expense|access|role|email|dinner|lunch|meeting)[ ,]*){1,6}:\s+(?=\S)/i.exec(
      heard.text,
    )
  if (!intro || /@/.test(intro[0])) return heard
  const text = heard.text.slice(intro[0].length)
  return { ...heard, text, clauses: [clauseOf(text.replace(/[.!\s]+$/, ''))] }
}

/** `reviewer2, make them auditor`: what the pieces of an answer say about what is still missing. */
function apart(
  frame: Frame,
  said: Clause,
  known: Slots,
  sofar: Slots,
  asked: readonly string[],
  past: Past,
): Slots {
  const pieces = said.words.split(/,\s+|;\s*|\s(?:(?<!\b(?:hundred|thousand|grand) )and|-)\s/i)
  let found: Slots = {}
  if (pieces.length < 2) return found
  for (const words of pieces) {
    const open = asked.filter((name) => sofar[name] === undefined && found[name] === undefined)
    if (open.length === 0) break
    const plain = words.replace(
      /^(?:so|then|therefore|hence|let's say|say|it's|that's|that makes) /i,
      '',
    )
    const { slots, problem } = frame.read(clauseOf(plain), past.now, open, { ...known, ...found })
    if (problem) return {}
    const filled = Object.entries(slots).filter(([name]) => open.includes(name))
    found = { ...found, ...Object.fromEntries(filled) }
  }
  return found
}

/** Any words could be a name or a purpose; once something else was spoken of, only plain answers count. */
const isLoose = ({ tool }: Frame, { plain }: Clause): boolean =>
  /^(?:send_payment|submit_expense|change_access|send_email)$/.test(tool) &&
  !/^(?:and )?(?:for|to|the (?:payment|transfer|expense|role|access))\b|\$|\b\d+ dollars\b|^(?:member|reviewer|manager|auditor|admin)\w*$/.test(
    plain,
  )

const known = (slots: Slots): boolean => slots.to !== undefined

/** What an e-mail shall say is no order, whatever it says. */
function freely(
  frame: Frame,
  slots: Slots,
  open: readonly string[],
  heard: Heard,
  past: Past,
): Plan | null {
  const [clause] = heard.clauses
  if (!clause || takesBack(heard.text)) return null
  if (frame.isOther?.(clause)) {
    // `Please pay INV-1001 by Friday` may be meant for whoever reads the e-mail.
    const isRequest =
      /^(?:please|kindly|dear|hi|hello)\b/i.test(heard.text) ||
      /\b(?:by|before|until) (?:\w+day|tomorrow|tonight|noon|the \d|the end)\b/i.test(heard.text)
    return isRequest && open.includes('body') && known(slots)
      ? offer(
          'Is that what the e-mail shall say (its text)?',
          complete(frame, { ...slots, body: heard.written.trim() }),
        )
      : null
  }
  if (isStalling(heard))
    return asking(frame, slots, open, `Take your time. ${question(frame, open)}`)
  if (isSaidToUs(heard, (one) => frame.isOther?.(one) === true)) return null
  const said = { ...clause, words: heard.text, plain: clause.plain }
  const found = frame.read(said, past.now, open, slots).slots
  // Whatever it is, it goes out in the person's own letters.
  const own = Object.entries(found).map(([name, value]) => [
    name,
    typeof value === 'string' ? verbatim(heard.written, value) : value,
  ])
  return own.length > 0 ? complete(frame, { ...slots, ...Object.fromEntries(own) }) : null
}

/** What is asked for by this clause: proposes it, or asks for what is missing. */
export function begin(frame: Frame, clause: Clause, past: Past, known: Slots = {}): Plan {
  const { slots, problem, open } = frame.read(clause, past.now, [], known)
  if (problem && open) return asking(frame, { ...known, ...slots }, open, problem)
  return problem ? { text: problem } : complete(frame, { ...known, ...slots })
}
