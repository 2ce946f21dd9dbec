import { frameOf } from '../frames/index.ts'
import { complete, propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { clauseOf, type Clause } from '../hear/hear.ts'
import { noBurden } from '../hear/burden.ts'
import { takesBack } from '../hear/mood.ts'
import { piecesOf, withoutLead } from '../hear/pieces.ts'
import { isRemark } from '../hear/remark.ts'
import { spelled } from '../hear/spelling.ts'
import { aboutOne, candidates, tellsHow, tellsOfBoth } from '../corrected.ts'
import { namesOther, verbs } from '../elsewhere.ts'
import { changes, isFactsOnly, isSlipOf, named, readCorrection } from '../corrections.ts'
import { attempts, closed, isOpen, type Proposal } from '../history.ts'
import { offer } from '../offers.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { takeBack } from '../take-back.ts'
import { isToldOf, pointed } from '../which.ts'

const also =
  /\b(?:also|too(?! (?:much|many|late|early|long|short|little|few|big|small|high|low|soon|expensive|far|large|dear|bad)\b)|as well|another(?! (?:person|guest|hour|half|chair|seat|minute))|additionally|in addition|ditto|likewise|while (?:you're|you are|we're|we are) at it|separate(?:ly)?|first)\b|\bone more (?:of|for|to|at|on)\b|\bsame\b|(?<!try )\bagain\b/i
/** `And a table for five`: one more thing, whatever it shares with the one before. */
const oneMore =
  /^(?:(?:ok|okay|great|then|now|yes),? )*(?:and|also|plus|then) (?:(?:book|get|reserve|send|pay) )?(?:an?|another|one more) (?:\w+ )?(?:table|room|dinner|lunch|payment|transfer|refund|expense|export)\b/i
/** `The same for the Friday after`. */
const sameFor = /\bthe same(?: again)? (?:for|on) \w/i
const oneself = /^(?:(?:make|take|change|set) (?:it|that)|that|it)$/i
const asks = /^(?:who|why|how|what|which|is|are|do|does|did|was|were|when|where|thanks|thank)\b/

/** `Sunday, same time`: what stays as it was needs no word. */
const asBefore = (text: string): string =>
  text
    .replace(
      /[,;]? *\b(?:(?:but|and|with|at|on|for|in) )?(?:the |everything )?(?:same|usual) (?:time|times|hours?|end|start|beginning|place|venue|room|day|date|number(?: of (?:people|guests))?|duration|amount|size|party|people|guests|order|payee|purpose|text|length|everything)(?: as (?:before|planned|now))?(?= (?:please|pls|thanks))?(?=[,.;!]|$| (?:please|pls|thanks)\b)/gi,
      '',
    )
    .replace(
      /[,;.]? *\b(?:but |and )?(?:the rest|everything else|all else)(?: (?:stays?|remains?|is|as|can stay|should stay))?(?: (?:the same|as (?:is|it is|it was|before|planned)|same|unchanged|is fine|fine|ok))?(?=[,.;!]|$)/gi,
      '',
    )
    .replace(
      /[,;.?!]? *\b(?:but |and )?the (?:end|start|beginning|time|times|hours?|date|day|place|room|venue|number|party|amount|sum|purpose|name|text|subject)(?: can| should| may)? (?:stays?|remains?) (?:the same|as (?:is|it is|it was|before|planned)|unchanged)(?=[,.;!]|$)/gi,
      '',
    )
    .replace(/ (?:this time|though)(?=[,.;!]|$)/gi, '')
    .replace(/^[\s,;.]+/, '')
    // `Same time but a day later`: moved, where `the same again a day later` would be one more.
    .replace(
      /^(?:the )?same (?:time|times|hours?|place|room|table) but (?=(?:an?|one|two|three|\d) (?:day|week|hour)s? (?:later|earlier)\b|(?:on |for )?(?:\w+day|tomorrow|the next day))/i,
      '',
    )

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

const only =
  /^(?:(?:no|actually|sorry|wait|please|then|so|ok|okay),? )*(?:only|just)\b(?! (?:so|asking|wondering|fyi|saying|checking|curious|a|an|one|saw|heard|got|in case|to)\b)/i

/** `only 1001`, `2014 was paid already, just 2015`, of two that were asked for together: the other one is taken back. */
function onlyOne(whole: string, past: Past): Plan | null {
  const pieces = piecesOf(whole)
  const text = pieces.find((piece) => only.test(piece))
  if (!text || pieces.some((piece) => verbs.test(piece.toLowerCase()))) return null
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
    ) ||
    // `Only Alder`: its name, and nothing of what else it could be.
    (one !== undefined && isToldOf(one, text.toLowerCase()) && !/\d/.test(text))
  if (!one || !isSaid || !past.can('withdraw_request')) return null
  return {
    text: '',
    calls: takeBack(alike.filter(({ outcome }) => outcome.requestId !== one.outcome.requestId)),
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

/** `Then 8 please`, when eight o'clock was what was just asked and answered: the bare number is that time. */
function hourSpokenOf({ plain }: Clause, { asked, said }: Past): Clause | null {
  const hour = /^\d{1,2}$/.test(plain) ? Number(plain) : null
  if (hour === null || hour > 12) return null
  const isTime = new RegExp(
    `\\b${hour} ?(?:pm|am|o'clock|:00)|\\b${hour + 12}:00|\\bat ${hour}\\b`,
    'i',
  )
  const found = isTime.exec(asked) && /\?|\b(?:free|possible|available|open)\b/.test(asked)
  return found || (isTime.test(said) && /\?\s*$/.test(said)) ? clauseOf(`at ${hour}`) : null
}

/** Says that what was taken back is wished for again, in some other way. */
const goesAgain = /\bthen\b|\bsame (?:time|day|place|evening|room|date)\b/i

const isCorrecting = ({ calls }: Past): boolean => {
  const input = calls.at(-1)?.input
  return typeof input === 'object' && input !== null && 'replaces' in input
}

const staysAtOneEnd = /\bsame (end|start|beginning)\b/i
/** `Half an hour later, same end`: one end stays. */
function keptEnd(changed: Slots, text: string): Slots {
  const kept = staysAtOneEnd.exec(text)?.[1]?.toLowerCase()
  if (!kept) return changed
  const { from, to, ...others } = changed
  return {
    ...others,
    ...(kept === 'end' && from !== undefined && { from }),
    ...(kept !== 'end' && to !== undefined && { to }),
  }
}

/** `make it six`, `no, 18:30`, `I meant 1004`, `the transfer should be $400`: of what was asked for. */
export const change: Intent = {
  name: 'change',
  example: 'Make it six',
  hints: /\b(?:change|make it|instead|rather)\b/i,
  respond(heard, past) {
    if (past.isAsking && !past.isOffering) return null
    if (heard.mails.length > 0 || heard.isTooLong || heard.text.length > 120) return null
    if (isRemark(heard.written) || tellsOfBoth(heard, past)) return null
    // `The coffee was 4 but never mind that`
    if (heard.clauses.length > 1 && takesBack(heard.clauses.at(-1)?.words ?? '')) return null
    // `Forget that, send it to …` is still about it.
    const told = aboutOne(
      asBefore(
        spelled(
          heard.text
            .replace(noBurden, ' ')
            .trim()
            .replace(/\s*(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F})+/gu, ''),
        ),
      ),
      past,
    )
    const text = told.text.replace(
      /^(?:forget|scratch|ignore|drop|never ?mind)(?: that| it)?[,.;] (?=(?:send|pay|give|book|make|take|move|put|refund) (?:it|that|this|them)\b)/i,
      'no, ',
    )
    if (/\b(?:if|unless)\b/i.test(text) || text === '') return null
    if (oneMore.test(text) || sameFor.test(text)) return null
    const single = onlyOne(text, past)
    if (single) return single
    const isOwned = isSlipOf(text)
    const isMore =
      !isOwned &&
      ((also.test(text) && !/^(?:add|plus|put) another \$?\d/i.test(text)) ||
        /^and\b/i.test(text) ||
        /^plus\b.*\b(?:ORD|INV|BKG)-\d/i.test(text))
    const goesOn = /^and\b/i.test(text) && !also.test(text)
    const isSuggestion =
      /^(?:how|what) about\b/i.test(text) ||
      (/\?\s*$/.test(text) && !/^(?:can|could|would) (?:we|you|it|i)\b/i.test(withoutLead(text)))
    const {
      clause,
      isStrong: isSure,
      isNegative,
      count,
    } = readCorrection(text.replace(/^(?:how|what) about /i, ''))
    const isStrong = isSure || staysAtOneEnd.test(heard.text) || (goesOn && isCorrecting(past))
    if (isMore && !(goesOn && isStrong) && !/^(?:no|make|change)\b/i.test(text)) return null
    if (oneself.test(clause.words) || clause.words === '' || asks.test(clause.plain)) return null
    const way = whichWay(clause, past)
    if (way) return way
    const plain = text.toLowerCase()
    const spoken = hourSpokenOf(clause, past)
    for (const proposal of told.one ? [told.one] : candidates(plain, past)) {
      const frame = frameOf(proposal.tool)
      if (!frame || (frame.isOther?.(clause) && !isStrong)) continue
      if (namesOther(clause, frame) || (!isStrong && verbs.test(clause.plain))) continue
      const known = slotsOf(frame, proposal.input)
      if (tellsHow(text, known)) return null
      const changed = keptEnd(
        named(frame, text) ?? changes(frame, known, spoken ?? clause, past, isStrong),
        heard.text,
      )
      if (Object.keys(changed).length === 0) continue
      const isSwapped = /\b(?:not|instead of|rather than)\b/i.test(text)
      if (goesOn && frame.again && frame.again in changed && !isSwapped) return null
      const plan = again(frame, proposal, changed)
      const slots = { ...known, ...changed }
      const { status } = proposal.outcome
      if (status === 'pending' || closed.has(status)) {
        const isGone = ['withdrawn', 'superseded', 'undone'].includes(status)
        // `Instead submit $22 for a cable`, after one was taken back: an order of its own.
        if (isGone && verbs.test(clause.plain)) return null
        // `5 pax`, where one table waits beside a room: nothing else has guests.
        const isOnlyParty =
          Object.keys(changed).join() === 'partySize' &&
          /\d ?(?:people|persons?|pax|guests?|of us|ppl)\b/.test(clause.plain) &&
          attempts(past.calls).filter((one) => isOpen(one) && one.tool === proposal.tool).length ===
            1
        const isNewest = past.calls.at(-1)?.tool === proposal.tool || isOnlyParty
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
        // `Must be 2130`, after both were taken back: surely meant again, with that.
        const isWantedAgain =
          isGone &&
          isSure &&
          ((frame.again !== undefined && frame.again in changed) ||
            // `Ok just 2 of us then, same time`
            (status === 'withdrawn' && goesAgain.test(heard.text) && isFactsOnly(clause)) ||
            // `Make him reviewer instead`
            (status === 'withdrawn' &&
              'role' in changed &&
              /^make (?:him|her|them)\b.*\binstead\b/i.test(text)))
        if (isSaid && !isSuggestion && (!isGone || isWantedAgain) && !(isNegative && count > 8))
          return plan
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
