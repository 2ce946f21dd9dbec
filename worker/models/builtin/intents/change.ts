import { readPlaces } from '../facts/places.ts'
import { frameOf } from '../frames/index.ts'
import { complete, propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import type { Clause } from '../hear/hear.ts'
import { changes, isFactsOnly, named, readCorrection, subject } from '../corrections.ts'
import { attempts, isOpen, type Proposal } from '../history.ts'
import { offer } from '../offers.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { isNamed, pointed } from '../which.ts'

const also =
  /\b(?:also|too|as well|another(?! (?:person|guest|hour|half|chair|seat|minute))|additionally|in addition|first)\b|\bone more (?:of|for|to|at|on)\b|\bsame\b|(?<!try )\bagain\b/i
/** `And a table for five`: one more thing, whatever it shares with the one before. */
const oneMore =
  /^(?:(?:ok|okay|great|then|now|yes),? )*(?:and|also|plus|then) (?:(?:book|get|reserve|send|pay) )?(?:an?|another|one more) (?:\w+ )?(?:table|room|dinner|lunch|payment|transfer|refund|expense|export)\b/i
const oneself = /^(?:(?:make|take|change|set) (?:it|that)|that|it)$/i
const asks = /^(?:who|why|how|what|which|is|are|do|does|did|was|were|when|where|thanks|thank)\b/

export const closed: ReadonlySet<string> = new Set([
  'denied',
  'withdrawn',
  'expired',
  'superseded',
  'failed',
  'undone',
])

/** What may be meant, the likeliest first: what the words name, then the newest. */
function candidates(plain: string, past: Past): Proposal[] {
  const all = attempts(past.calls)
  const last = all.at(-1)
  const open = all.toReversed().filter((one) => one === last || isOpen(one))
  const kind = open.filter(({ tool }) => isNamed(tool, plain))
  const about = subject(plain)
  const placed = about === '' ? [] : (pointed(about, past) ?? [])
  const ids = new Set(placed.map(({ outcome }) => outcome.requestId))
  const meant = open.filter(({ outcome }) => ids.has(outcome.requestId) && outcome.requestId)
  return [...new Set([...meant, ...kind, ...open])].slice(0, 5)
}

/** Whether the new facts are among those that were named when it failed: `17:00 and 21:00 are free`. */
const isOnOffer = ({ outcome }: Proposal, changed: Slots): boolean =>
  Object.values(changed).some(
    (value) => typeof value === 'string' && outcome.error?.includes(value),
  )

/** The proposal once more, with what the correction changes; in the place of the one that still waits. */
function again(frame: Frame, { input, outcome }: Proposal, changed: Slots): Plan {
  const slots = { ...slotsOf(frame, input), ...changed }
  const isWaiting = outcome.status === 'pending' && outcome.requestId
  return propose(frame, slots, isWaiting ? (outcome.requestId ?? undefined) : undefined)
}

/** `only 1001`, of two that were asked for together: the other one is taken back. */
function onlyOne(text: string, past: Past): Plan | null {
  if (!/^(?:(?:no|actually|sorry|wait|please),? )*(?:only|just)\b/i.test(text)) return null
  const open = attempts(past.calls).filter(isOpen)
  const last = open.at(-1)
  const alike = open.filter(({ tool }) => tool === last?.tool)
  const ordinal =
    /\b(?:only|just) (?:pay |keep |do |send |book )?the (first|second|third|last)(?: one)?(?:,? please)?[.!]?$/i.exec(
      text,
    )?.[1]
  const placed = ordinal
    ? alike.at(['first', 'second', 'third'].indexOf(ordinal.toLowerCase()))
    : undefined
  const kept = placed ? [placed] : pointed(text.toLowerCase(), past)
  if (alike.length < 2 || kept?.length !== 1 || !kept.some((one) => one.tool === last?.tool))
    return null
  const [one] = kept
  const isSaid =
    placed !== undefined ||
    Object.values(one?.input ?? {}).some(
      (value) =>
        typeof value === 'string' &&
        text.toUpperCase().includes(value.toUpperCase().replace(/^\w+-/, '')),
    )
  if (!one || !isSaid || !past.can('withdraw_request')) return null
  return {
    text: '',
    calls: alike
      .filter(({ outcome }) => outcome.requestId !== one.outcome.requestId)
      .map(({ outcome }) => ({
        tool: 'withdraw_request',
        input: { requestId: outcome.requestId ?? '' },
      })),
  }
}

const direction =
  /^(?:(?:a )?(?:bit|little) )?(?:earlier|later|sooner)$|^(?:another|a different) (?:time|day|date)$/
const moved: Record<string, readonly string[]> = {
  book_table: ['time'],
  book_room: ['from', 'to'],
}

/** `Earlier please`: asks how much, and what is said then takes the place. */
function whichWay(clause: Clause, past: Past): Plan | null {
  const last = attempts(past.calls).at(-1)
  const frame = last && frameOf(last.tool)
  const names = last && moved[last.tool]
  if (!last || !frame || !names || !direction.test(clause.plain)) return null
  const known = slotsOf(frame, last.input)
  const isDay = /\b(?:day|date)\b/.test(clause.plain)
  const left = Object.fromEntries(
    Object.entries(known).filter(([name]) => !(isDay ? ['date'] : names).includes(name)),
  )
  const isWaiting = isOpen(last) ? (last.outcome.requestId ?? undefined) : undefined
  return complete(frame, left, '', isWaiting)
}

const isCorrecting = ({ calls }: Past): boolean => {
  const input = calls.at(-1)?.input
  return typeof input === 'object' && input !== null && 'replaces' in input
}

/** `make it six`, `no, 18:30`, `I meant 1004`, `the transfer should be $400`: of what was asked for. */
export const change: Intent = {
  name: 'change',
  example: 'Make it six',
  hints: /\b(?:change|make it|instead|rather)\b/i,
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong || heard.text.length > 120)
      return null
    // `Forget that, send it to …` is still about it.
    const text = heard.text.replace(
      /^(?:forget|scratch|ignore|drop|never ?mind)(?: that| it)?[,.;] (?=(?:send|pay|give|book|make|take|move|put|refund) (?:it|that|this|them)\b)/i,
      'no, ',
    )
    if (/\b(?:if|unless)\b/i.test(text)) return null
    if (oneMore.test(text)) return null
    const single = onlyOne(text, past)
    if (single) return single
    const isMore =
      (also.test(text) && !/^(?:add|plus|put) another \$?\d/i.test(text)) || /^and\b/i.test(text)
    const goesOn = /^and\b/i.test(text) && !also.test(text)
    const isSuggestion =
      /^(?:how|what) about\b/i.test(text) ||
      (/\?\s*$/.test(text) && !/^(?:can|could|would) (?:we|you|it|i)\b/i.test(text))
    const {
      clause,
      isStrong: isSure,
      isNegative,
      count,
    } = readCorrection(text.replace(/^(?:how|what) about /i, ''))
    const isStrong = isSure || (goesOn && isCorrecting(past))
    if (isMore && !(goesOn && isStrong) && !/^(?:no|make|change)\b/i.test(text)) return null
    if (oneself.test(clause.words) || clause.words === '' || asks.test(clause.plain)) return null
    const way = whichWay(clause, past)
    if (way) return way
    const plain = text.toLowerCase()
    for (const proposal of candidates(plain, past)) {
      const frame = frameOf(proposal.tool)
      if (!frame || (frame.isOther?.(clause) && !isStrong)) continue
      if (
        startsElse(clause.plain, frame) ||
        (!isStrong && verbs.test(clause.plain)) ||
        isElsewhere(clause, frame)
      )
        continue
      const known = slotsOf(frame, proposal.input)
      const changed = named(frame, text) ?? changes(frame, known, clause, past, isStrong)
      if (Object.keys(changed).length === 0) continue
      if (goesOn && frame.again && frame.again in changed) return null
      const plan = again(frame, proposal, changed)
      const slots = { ...known, ...changed }
      const { status } = proposal.outcome
      if (status === 'pending' || closed.has(status)) {
        const isGone = ['withdrawn', 'superseded', 'undone'].includes(status)
        const isNewest = past.calls.at(-1)?.tool === proposal.tool
        // Bare facts that change what was just asked for; another invoice or payee could be one more.
        const isBare =
          isNewest &&
          !(frame.again && frame.again in changed) &&
          !heard.clauses.some((one) => one.asks) &&
          isFactsOnly(clause)
        const isNamedFact = named(frame, text) !== null || 'name' in changed
        const isSaid =
          status === 'failed'
            ? isSure || isOnOffer(proposal, changed)
            : isStrong || isNamedFact || isBare
        if (isSaid && !isSuggestion && !isGone && !(isNegative && count > 8)) return plan
        return (count <= 5 && isNewest) || isSuggestion || isGone
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
const isElsewhere = ({ words, plain }: Clause, { tool }: Frame): boolean => {
  const kinds = readPlaces(words).map(({ kind }) => kind)
  return (
    (tool === 'book_room' && /\b(?:tables?|dinner|lunch|brunch)\b/.test(plain)) ||
    (tool === 'book_table' &&
      /\b(?:an?|another|meeting|the) (?:meeting )?room\b(?! instead)/.test(plain)) ||
    (tool === 'book_table' && kinds.includes('room')) ||
    (tool === 'book_room' && kinds.includes('venue'))
  )
}
/** A correction with a verb is one only with the verb of what it corrects. */
const startsElse = (plain: string, { tool }: Frame): boolean =>
  verbs.test(plain) && !own[tool]?.test(plain)
