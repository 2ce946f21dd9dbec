import { named, nearKnown } from '../corrections.ts'
import { complete, propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { isPayee, payeeIn } from '../facts/places.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf, type Clause } from '../hear/hear.ts'
import { isRemark } from '../hear/remark.ts'
import { proposals, type Proposal } from '../history.ts'
import { payThese, readInvoices } from '../invoices.ts'
import { offer } from '../offers.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { askOther, differs } from './email.ts'
import { several } from '../several.ts'
import { dayShift } from '../shifts.ts'
import { together } from '../together.ts'
import { isNamed } from '../which.ts'
import { verbs } from '../elsewhere.ts'

const lead =
  /^(?:(?:and|thx|ty|cheers|hm+|ah|ok|okay|please|now|then|also|plus|yes|yeah|great|good|lovely|perfect|thanks|thank you|nice|cool|fine|wait|oh|could you|can you|would you|will you|let's|i want|i need|we need|i'd like|we'd like)(?:[,.!: ]+|$))*/i
/** What says that it is the same once more; `one` stands for what was asked for. */
const same =
  /\b(?:(?:the |exactly the |just the )?same(?: again)?(?: (?:thing|amount|sum|one|table|room|booking|payment|refund|time|times|day|date|number|purpose|reason|text|message|email|mail|role))?(?: again)?|(?:and |plus )?(?:another|one more|a second|a third)(?: (?:one|payment|table|room|refund|expense|invoice|transfer|of those))?|once more|do (?:it|that|this|so)|(?:likewise|ditto)(?=,? (?:for|on|with)))\b/i
const verb =
  /^(?:pay|send|book|refund|do|make|have|give|submit|reserve|get|email|mail|expense|claim|request|ask)\b /i
const too =
  /(?:,? (?:too|as well|please|also|again|then|thanks|while (?:you're|you are|we're|we are) at it))+$/i
const asks =
  /^(?:who|why|how|what|which|is|are|do|does|did|was|were|when|where|thanks|thank)\b(?! (?:it|that|the same))/i
/** Statements, which ask for nothing. */
const tells =
  /\b(?:is|was|were|has|had|isn't|wasn't|will be|paid|booked|sent|got|gave|asked|wanted|charged)\b/i
/** `Next one, 2121`: one more, named. */
const next =
  /^(?:(?:ok|okay|good|great|right|thanks|and|then|so|now|perfect)[,.! ]+)*(?:the )?next(?: (?:one|invoice|bill|order))?(?: is| would be|'s)?[,:;.-]* (?=(?:inv-|ord-|bkg-|#)?\d{4}\b)/i
/** Why, or that it is right, which says nothing of what. */
const why =
  /[,;.] (?:(?:the|it|its|they|he|she|because|since|as|my|our)\b[^\d?]*|\$?\d[\d.,]* is (?:fine|ok|okay|right|correct))$/i
/** Where the thing itself is named and the rest stays. */
const pointing = new Set(['pay_invoice', 'cancel_booking', 'refund_order', 'change_access'])

/** `isAnother`: another thing is surely meant, with facts of its own. */
type Wish = { rest: string; isSame: boolean; isAnother?: true; isFull?: true }

function wishIn(text: string): Wish | null {
  // `2021 as well, but just $10`
  const [, one, other] =
    /^(?:and )?(.{3,30}?) (?:as well|too|also),? (?:but |with |for |only |just |at )+(\$?\d.{0,20})$/i.exec(
      text.replace(/[.!?\s]+$/, ''),
    ) ?? []
  const [, full] =
    /^(?:and |also )(.{3,30}?),? (?:(?:but )?all of it|in full|fully|the (?:full|whole) (?:amount|sum|thing)|completely)$/i.exec(
      text.replace(/[.!?\s]+$/, ''),
    ) ?? []
  if (full) return { rest: full, isSame: false, isAnother: true, isFull: true }
  if (one && other) return { rest: `${one} ${other}`, isSame: false, isAnother: true }
  const whole = text.replace(/[.!?\s]+$/, '')
  const isMore = /^(?:(?:ok|okay|yes|then|now|please),? )*(?:and|also|plus)\b/i.test(whole)
  const ends =
    /\b(?:too|as well|also|while (?:you're|you are|we're|we are) at it)(?:,? please)?$/i.test(whole)
  const left = whole.replace(lead, '').replace(too, '')
  const isSame =
    same.test(left) &&
    (!/^do (?:it|that|this|so)\b/i.test(left) || ends || isMore || /\b(?:for|with)\b/i.test(left))
  if (!isSame && !isMore && !ends) return null
  const rest = left
    .replace(same, ' ')
    .replace(/\b(?:the )?same (?:time|times|day|date|amount|number)\b/gi, ' ')
    .replace(/^\s*[,:]\s*|\s+/g, (all) => (all.trim() === '' ? ' ' : ''))
    .trim()
    .replace(isSame ? verb : /^$/, '')
    .replace(/^(?:but|just|of|one|again|to be)\b /i, '')
    .trim()
  return rest === '' ? null : { rest, isSame }
}

/** A number of its own beside what it is for. */
const bareSum =
  /(?<![\w$.,:/-])\d[\d,]*(?:\.\d\d)?(?= (?:on|to|for)\b(?! (?:people|persons|guests)))(?![\d.,:]*\d)|(?<=\b(?:ORD-\d{4}|with|but|only|just|print|catering|linen|construction|courier|alder|harbor|northwind|tidewater|cobalt|gets?|receives?),? )\d[\d,]*(?:\.\d\d)?(?= there$|$)/i

/** The facts that are new, once for each thing named. */
function found(frame: Frame, rest: string, isSame: boolean, known: Slots, past: Past): Slots[] {
  const clause = clauseOf(rest)
  const bare = clauseOf(rest.replace(/^(?:but )?(?:for|to|with|on|in) /i, ''))
  const byName = frame.again && (isSame || pointing.has(frame.tool)) ? [frame.again] : []
  const many = several(frame, byName.length > 0 ? bare : clause, past, byName)
  if (many) return many
  const shift = dayShift(known, clause.plain)
  if (shift) return [shift]
  const read = (one: Clause, asked: readonly string[]) =>
    frame.read(one, past.now, asked, known).slots
  const asked =
    frame.tool === 'submit_expense'
      ? ['amount', 'purpose']
      : isSame && frame.main && /\b(?:with|but)\b/i.test(rest)
        ? [frame.main]
        : []
  // A month alone is a span only after a word such as `in`.
  if (/^(?:export|delete)_bookings$/.test(frame.tool) && Object.keys(read(clause, [])).length === 0)
    return [read(clauseOf(`in ${rest}`), [])]
  const named = byName.length > 0 ? read(bare, byName) : {}
  return [{ ...read(clause, asked), ...(hasOwn(frame, clause, past) ? {} : named) }]
}

/** A payee that is named with an amount needs no guess about bare words. */
const hasOwn = (frame: Frame, clause: Clause, past: Past): boolean =>
  frame.again !== undefined && frame.read(clause, past.now, [], {}).slots[frame.again] !== undefined

function again(last: Proposal, wish: Wish, past: Past): Plan | null {
  const frame = frameOf(last.tool)
  // `And put … as the reason` is a fact of the one that waits.
  if (!frame || frame.isOther?.(clauseOf(wish.rest)) || named(frame, wish.rest)) return null
  const known = slotsOf(frame, last.input)
  const whom = frame.tool === 'send_email' && /[\w.+'-]+@[\w.-]+\w/.exec(wish.rest)?.[0]
  if (whom && differs.test(wish.rest)) return askOther(whom)
  const rest = frame.main === 'amount' ? wish.rest.replace(bareSum, (sum) => `$${sum}`) : wish.rest
  const wanted = found(frame, rest, wish.isSame, known, past).map((slots) =>
    Object.entries({
      ...slots,
      ...(slots.date !== undefined && {
        date: nearKnown(String(slots.date), known, clauseOf(wish.rest)),
      }),
    }).filter(
      ([name, value]) => known[name] !== value && (name !== 'payee' || isPayee(String(value))),
    ),
  )
  // Whoever is named is meant, however it is said.
  const payee = frame.again === 'payee' ? payeeIn(rest) : null
  const isOther = payee !== null && payee.toLowerCase() !== String(known.payee).toLowerCase()
  if (isOther && !wanted.some((facts) => facts.some(([name]) => name === 'payee')))
    wanted[0]?.push(['payee', payee])
  if (wanted.length === 0 || wanted.some((facts) => facts.length === 0)) return null
  // `And 15 on ORD-2034`: where a sum is said and not heard, the one before is not meant.
  const unread = rest.replace(/\b(?:ORD|INV|BKG)-\d+|(?<![\d$])20\d\d(?!\d)/gi, '')
  if (
    frame.main === 'amount' &&
    frame.tool !== 'submit_expense' &&
    /\d/.test(unread) &&
    !wanted.every((facts) => facts.some(([name]) => name === 'amount'))
  )
    return null
  const isChanged = wanted.every((facts) => facts.some(([name]) => name === frame.again))
  if (wish.isAnother && frame.again && !isChanged) return null
  return together(
    wanted.map((facts) => {
      const changed = Object.fromEntries(facts)
      // What was spent on something else is another purpose: nothing but the kind is the same.
      const isOwn = frame.tool === 'submit_expense' && changed.amount !== undefined
      const { memo: _memo, ...kept } = known
      const { amount: _amount, ...unlimited } = known
      const isAll = wish.isFull && frame.tool === 'refund_order'
      const base = isOwn
        ? {}
        : isAll
          ? unlimited
          : 'payee' in changed && 'amount' in changed
            ? kept
            : known
      const slots = { ...base, ...changed }
      return isOwn ? complete(frame, slots) : propose(frame, slots)
    }),
    () => ({ text: '' }),
  )
}

/** `And the other one too`, of the invoices that were listed. */
function theOthers(rest: string, past: Past): Plan | null {
  if (
    !/^(?:(?:pay|add|do|take|include|settle) )?(?:the )?(?:others?|other ones?|other invoices?|rest|remaining ones?)$/i.test(
      rest,
    )
  )
    return null
  const paid = proposals(past.calls).filter(({ tool }) => tool === 'pay_invoice')
  const listed = past.calls.findLast(({ tool }) => tool === 'list_invoices')?.result
  if (!listed?.ok || paid.length === 0) return null
  const left = readInvoices(listed.value).filter(
    ({ number }) => !paid.some(({ input }) => input.invoice === number),
  )
  const isOne = /other$|one$|invoice$/i.test(rest)
  return left.length === 0 || (isOne && left.length > 1)
    ? null
    : payThese(left.map(({ number }) => number))
}

/** `the same for Harbor Print`, `and 2111 too`, `do it for Monday as well`: once more, with other facts. */
export const sameAgain: Intent = {
  name: 'the same again',
  respond(heard, past) {
    if (
      past.isAsking ||
      heard.mails.length > 0 ||
      heard.text.length > 160 ||
      isRemark(heard.written) ||
      heard.clauses.some(
        ({ mood }) => mood !== 'plain' && mood !== 'question' && mood !== 'reported',
      )
    )
      return null
    const others = theOthers(
      heard.text
        .replace(/[.!?\s]+$/, '')
        .replace(lead, '')
        .replace(too, ''),
      past,
    )
    if (others) return others
    // `The end stays the same`: what does not change, and no second one of it.
    if (
      /\b(?:stays?|remains?|keeps?|staying|remaining) (?:just |exactly )?the same\b/i.test(
        heard.text,
      )
    )
      return null
    // `And start it at nine`: of what stands.
    if (/^(?:and|also) (?:start|begin|end|move|make|shift) (?:it|that)\b/i.test(heard.text))
      return null
    const wish = wishIn(heard.text.replace(why, '').replace(next, 'and '))
    if (!wish) return null
    const { rest, isSame } = wish
    const clause = clauseOf(rest)
    if (
      (!isSame &&
        (rest.split(' ').length > 6 || verbs.test(clause.plain) || tells.test(clause.plain))) ||
      asks.test(clause.plain) ||
      /\b(?:don't|not|never|if|unless|maybe|perhaps|might)\b/.test(clause.plain)
    )
      return null
    const all = proposals(past.calls).toReversed()
    const kind = all.filter(({ tool }) => isNamed(tool, heard.text.toLowerCase()))
    const likely = [...new Set([...kind.slice(0, 1), ...all.slice(0, isSame ? 3 : 1)])]
    for (const last of likely) {
      const plan = again(last, wish, past)
      if (!plan) continue
      const isAsked = /\?\s*$/.test(heard.text) && !heard.clauses.some((one) => one.isCourteous)
      return isAsked
        ? offer(`${plan.text.replace(/^I'll ask/, 'Shall I ask').replace(/\.$/, '')}?`, plan)
        : plan
    }
    return null
  },
}
