import type { Slots } from './frames/frame.ts'
import { subject } from './corrections.ts'
import type { Heard } from './hear/hear.ts'
import { attempts, isOpen, type Proposal } from './history.ts'
import type { Past } from './plan.ts'
import { isNamed, isToldOf, pointed } from './which.ts'

/** What may be meant, the likeliest first: what the words name, then the newest. */
export function candidates(plain: string, past: Past): Proposal[] {
  const all = attempts(past.calls)
  const last = all.at(-1)
  const waits = all.toReversed().filter(isOpen)
  // What was taken back is not meant while something else of its kind waits.
  const isGone =
    last?.outcome.status === 'withdrawn' && waits.some(({ tool }) => tool === last.tool)
  const open = isGone ? waits : all.toReversed().filter((one) => one === last || isOpen(one))
  const kind = open.filter(({ tool }) => isNamed(tool, plain))
  const about = subject(plain)
  const placed = about === '' ? [] : (pointed(about, past) ?? [])
  const ids = new Set(placed.map(({ outcome }) => outcome.requestId))
  const meant = open.filter(({ outcome }) => ids.has(outcome.requestId) && outcome.requestId)
  return [...new Set([...meant, ...kind, ...open])].slice(0, 5)
}

const ordinal =
  /^(?:first|second|third|last|other)(?: one| refund| payment| table| room| expense)?$/i

/** `Parking was 28 actually`: which of the open ones a fact is told of, and what is told. */
export function aboutOne(text: string, past: Past): { text: string; one?: Proposal } {
  const [, lead = '', about = '', rest = ''] =
    /^((?:(?:oh|sorry|wait|no|oops|hm+|ah|actually|and|but|ok|okay|well),? )*)(?:the |for (?:the )?|my )?([\p{L}\d' -]{3,40}?),? (?:(?:was|were|is|are|cost|costs|should (?:be|have been|read)|must be|needs to be|has to be|ought to be|makes?|came to|comes to|to|gets?|goes (?:to|for)|for|on|at|make (?:it|that)|only|just)) (?:really |actually |only |just |meant to be |supposed to be )*(\S.*)$/iu.exec(
      text,
    ) ?? []
  const open = attempts(past.calls).filter(isOpen)
  const found =
    about === '' || /\b(?:same|it|that|this|everything)\b/i.test(about)
      ? []
      : ordinal.test(about)
        ? (pointed(about.toLowerCase(), past) ?? [])
        : open.filter((one) => isToldOf(one, about.toLowerCase()))
  const [one, ...more] = found
  // `The train was 25 minutes late` is none of its facts.
  if (one && more.length === 0 && !/\b(?:late|early|long|old|away|ago)\b/i.test(rest))
    return { text: `${lead}make it ${rest}`, one }
  // `No, only 200 for Tidewater`: the other way round.
  const [, sum = '', whose = ''] =
    /^(?:(?:oh|sorry|wait|no|oops|hm+|ah|actually|but|ok|okay|well|make it|only|just)[, ]+)+(\$?\d[\d.,]*(?: (?:dollars|bucks|people|persons))?) (?:for|to|on|of) (?:the )?([\p{L}\d][\p{L}\d' -]{2,40}?)(?: (?:please|then|one|instead))*[.!]?$/iu.exec(
      text,
    ) ?? []
  const [only, ...others] = sum ? open.filter((each) => isToldOf(each, whose.toLowerCase())) : []
  return only && others.length === 0 && open.length > 1
    ? { text: `no, make it ${sum}`, one: only }
    : { text }
}

/** `It will be 8 in Atlas and 4 in Birch`: how it is with each of those that wait. */
export const tellsOfBoth = ({ text }: Heard, past: Past): boolean => {
  const plain = text.toLowerCase()
  const told = attempts(past.calls).filter((one) => isOpen(one) && isToldOf(one, plain))
  const tools = new Set(told.map(({ tool }) => tool))
  return (
    told.length > 1 &&
    tools.size === 1 &&
    /\band\b/.test(plain) &&
    /\b(?:is|are|was|were|will be|needs?|gets?|has|have)\b/.test(plain) &&
    !/\b(?:not|instead|rather|should|must|swap|switch|both)\b/.test(plain)
  )
}

/** `Then 90, and then we agreed on the 50`: how it came to what stands. */
export const tellsHow = (text: string, { amount }: Slots): boolean => {
  const sums = new Set(
    [...text.matchAll(/(?<![\w.,:/-])\$?(\d[\d,]*(?:\.\d\d)?)(?![\w:/]|[.,]\d)/g)].map(([, sum]) =>
      Math.round(Number(sum?.replaceAll(',', '')) * 100),
    ),
  )
  return (
    typeof amount === 'number' &&
    sums.size > 1 &&
    sums.has(amount) &&
    !/\b(?:not|instead|rather|from|was|were)\b/i.test(text)
  )
}
