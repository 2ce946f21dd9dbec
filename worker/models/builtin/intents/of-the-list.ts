import { z } from 'zod'
import { readBookings } from '../bookings.ts'
import { payeeIn } from '../facts/places.ts'
import { propose } from '../frames/frame.ts'
import { cancellation } from '../frames/single.ts'
import { hear, type Heard } from '../hear/hear.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import { amountOf, chosen, payThese, readInvoices, type Invoice } from '../invoices.ts'
import { sentence } from '../phrases.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const lead =
  /^(?:(?:ok|okay|and|also|then|now|so|yes|great|good|fine|right|thanks|please|well|alright|actually|plus|hm+|oh|you know what|on second thought)(?:[,.! ]+|$))+/i
const not =
  /^(?!.*\b(?:as well|too|also)\W*$)(?:(?:hm+|oh|sorry|wait|ah|oops)[,. ]+)*(?:no|nope|not that(?: one)?|wrong one|i meant|i mean|rather|actually)[,. ]+(?:wait[,. ]+|sorry[,. ]+|i meant |i mean |make it |make that |take |pay |rather )*/i
const pays = /^(?:pay|settle)\b/i
const theOther = /^(?:the )?(?:other|other one|other invoice|remaining one)$/i
const degreeAsked =
  /^(?:and |so |ok |hm+,? )*(?:which|what)(?: (?:one|invoice|bill|of (?:them|those|these|the two)))*(?: is|'s| are)? (?:the )?(?:\w+ )?(cheap\w*|small\w*|low\w*|big\w*|larg\w*|high\w*|old\w*|new\w*|latest|due first|due (?:earliest|soonest|last))\b/i

/** The invoices that were listed last. */
const listed = ({ calls }: Past): Invoice[] => {
  const result = calls.findLast(({ tool }) => tool === 'list_invoices')?.result
  return result?.ok ? readInvoices(result.value) : []
}

const askedFor = (all: readonly Proposal[]): Set<unknown> =>
  new Set(
    all
      .filter(({ outcome }) => !['withdrawn', 'superseded', 'denied'].includes(outcome.status))
      .map(({ input }) => input.invoice ?? input.booking),
  )

/** `Only Harbor Print`, `and Alder?` after a list: the same list of one payee. */
function narrowed(heard: Heard, past: Past): Plan | null {
  if (past.calls.at(-1)?.tool !== 'list_invoices' || past.isAsking) return null
  const payee = payeeIn(heard.text)
  const rest = heard.text.toLowerCase().replace(/[.!?,\s]+$/, '')
  const isShort =
    rest.split(' ').length <= 8 &&
    /^(?:(?:and|ok|okay|what about|how about|only|just|show|list|those|the|ones?|invoices|bills|for|from|of|by|me|no|please|i meant)[, ]+)*[\w']+(?: [\w']+)?(?: (?:ones|invoices|bills|only|please|too))*$/.test(
      rest,
    )
  return payee && isShort && !/\b(?:pay|settle|send|transfer)\b/.test(rest)
    ? { text: '', calls: [{ tool: 'list_invoices', input: { payee } }] }
    : null
}

/** `Which one is cheaper?`: told, so that `pay that one` means it. */
function degreeOf(heard: Heard, past: Past): Plan | null {
  const degree = degreeAsked.exec(heard.text)?.[1]
  const by = degree
    ?.replace(/^due (?:first|earliest|soonest)$/i, 'oldest')
    .replace(/^due last$/i, 'latest')
  const one = by && chosen(hear(`the ${by} one`), listed(past))?.[0]
  return one
    ? {
        text: sentence(
          `That is ${one.number}: ${amountOf(one)} to ${one.payee}${one.due ? `, due ${one.due}` : ''}`,
        ),
      }
    : null
}

/** `Pay the other one`, where one of two was just spoken of. */
function otherThanSaid(heard: Heard, past: Past): Plan | null {
  const words = heard.text.replace(lead, '').replace(/[.!?\s]+$/, '')
  if (!pays.test(words) || !theOther.test(words.replace(pays, '').trim())) return null
  const options = listed(past)
  const said = options.filter(({ number }) => past.said.includes(number))
  const left = options.filter((one) => !said.includes(one))
  const [only] = left
  const isAsked = only && askedFor(proposals(past.calls)).has(only.number)
  return only && options.length === 2 && said.length === 1 && !isAsked
    ? payThese([only.number])
    : null
}

/** `No, the other one`, of two invoices that were listed: in the place of the one that waits. */
function corrected(heard: Heard, past: Past): Plan | null {
  const start = not.exec(heard.text)?.[0]
  const last = start ? proposals(past.calls).at(-1) : undefined
  if (!start || last?.tool !== 'pay_invoice' || !isOpen(last) || !last.outcome.requestId)
    return null
  const words = heard.text
    .slice(start.length)
    .replace(/[.!?\s]+$/, '')
    .replace(/ (?:please|instead)$/i, '')
  const options = listed(past)
  if (!options.some(({ number }) => number === last.input.invoice)) return null
  const others = options.filter(({ number }) => number !== last.input.invoice)
  const choice = theOther.test(words)
    ? others
    : /^the \w+(?: expensive)?(?: one| invoice)?$/i.test(words)
      ? chosen(hear(words), options)
      : null
  const [only, ...more] = choice ?? []
  return only && more.length === 0 && only.number !== last.input.invoice
    ? {
        text: `I'll ask for approval to pay invoice ${only.number} instead.`,
        calls: [
          {
            tool: 'pay_invoice',
            input: { invoice: only.number, replaces: last.outcome.requestId },
          },
        ],
      }
    : null
}

/** `The dearer one, please pay that`, `take care of the smaller one`: in the words of `pay the … one`. */
const asPaying = (text: string): string =>
  text
    .replace(
      /^(the [\w ]{3,25}?)[,.;:-]* (?:please |and )?(?:pay|settle) (?:that|it|this)(?: one)?(?:,? please)?(?=[.!]?$)/i,
      'pay $1',
    )
    .replace(
      /^((?:(?:ok|okay|and|also|then|hm+|oh|actually|please|yes|now)[,. ]+)*)(?:take care of|clear|process|handle|go (?:for|with)) (?=the )/i,
      '$1pay ',
    )
    .replace(
      /^((?:(?:ok|okay|and|also|then|hm+|oh|actually|please|yes|now)[,. ]+)*)(?:do|take|add|include|throw in) (?=the .*\b(?:too|as well|also)\W*$)/i,
      '$1pay ',
    )

/** `Pay the larger one`, `and the third`: of the invoices that were listed last. */
function picked(heard: Heard, past: Past): Plan | null {
  const last = past.calls.findLast(({ tool }) => tool === 'pay_invoice' || tool === 'list_invoices')
  const words = asPaying(heard.text)
    .replace(lead, '')
    .replace(/[.!?\s]+$/, '')
    .replace(/(?:,? (?:too|as well|also|please|then|thanks|thank you))+$/i, '')
  const goesOn = last?.tool === 'pay_invoice' && past.calls.at(-1) === last
  if (
    !last ||
    /\?\s*$/.test(heard.text) ||
    !(
      pays.test(words) ||
      (goesOn && lead.test(heard.text) && /^the \w+(?: expensive)?(?: one| invoice)?$/i.test(words))
    )
  )
    return null
  const options = listed(past)
  const done = askedFor(proposals(past.calls))
  const choice = chosen(hear(words), options)?.filter(({ number }) => !done.has(number))
  return choice && choice.length > 0 && !/\b(?:it|that|this|them|those|these)\b/i.test(words)
    ? payThese(choice.map(({ number }) => number))
    : null
}

/** `And the other one`, after one of two listed bookings was to be cancelled. */
function otherBooking(heard: Heard, past: Past): Plan | null {
  const last = past.calls.at(-1)
  const words = heard.text
    .replace(lead, '')
    .replace(/[.!?\s]+$/, '')
    .replace(/(?:,? (?:too|as well|also|please))+$/i, '')
    .replace(/^cancel /i, '')
  const isRest = /^(?:the )?(?:rest|others|other ones|remaining ones)$/i.test(words)
  if (
    last?.tool !== 'cancel_booking' ||
    !(isRest || theOther.test(words) || /^(?:the )?other (?:booking|table|room)$/i.test(words))
  )
    return null
  const result = past.calls.findLast(({ tool }) => tool === 'list_bookings')?.result
  const done = askedFor(proposals(past.calls))
  const left = (result?.ok ? readBookings(result.value) : []).filter(
    ({ id, status, over }) => status === 'confirmed' && !over && !done.has(id),
  )
  const [only, ...more] = left.map(({ id }) => propose(cancellation, { booking: id }))
  if (!only || (more.length > 0 && !isRest)) return null
  return {
    text: [only, ...more].map(({ text }) => text).join('\n\n'),
    calls: [only, ...more].flatMap(({ calls = [] }) => calls),
  }
}

/** `Both actually`, after one of two was chosen: the other one, too. */
function bothThen(heard: Heard, past: Past): Plan | null {
  const words = heard.text
    .replace(lead, '')
    .replace(/[.!?\s]+$/, '')
    .replace(/,? (?:actually|please|then|of them|rather|instead|after all)+$/i, '')
  const last = past.calls.at(-1)
  if (
    last?.tool !== 'pay_invoice' ||
    !/^(?:pay |settle )?(?:both|all|all of them|the two)$/i.test(words)
  )
    return null
  const done = askedFor(proposals(past.calls))
  const left = listed(past).filter(({ number }) => !done.has(number))
  const isOfTwo = listed(past).length === left.length + 1
  return isOfTwo && left.length > 0 ? payThese(left.map(({ number }) => number)) : null
}

/** `The other one from the same supplier`, of those that were listed. */
function ofSamePayee(heard: Heard, past: Past): Plan | null {
  if (
    !/\b(?:the )?other (?:one |invoice |bill )?(?:of|from|by) (?:the same|that|this) (?:supplier|payee|company|vendor)\b|\bthe same supplier's other\b/i.test(
      heard.text,
    )
  )
    return null
  const last = past.calls.findLast(({ tool }) => tool === 'pay_invoice')?.input
  const options = listed(past)
  const number = z.object({ invoice: z.string() }).safeParse(last).data?.invoice
  const payee = options.find((one) => one.number === number)?.payee
  const done = askedFor(proposals(past.calls))
  const [only, ...more] = options.filter((one) => one.payee === payee && !done.has(one.number))
  return only && more.length === 0 ? payThese([only.number]) : null
}

/** What points at a list that was shown: one of its invoices or bookings, or a part of it. */
export const ofTheList: Intent = {
  name: 'of the list',
  respond(heard, past) {
    if (heard.mails.length > 0 || heard.isTooLong || heard.text.length > 80) return null
    const told = degreeOf(heard, past) ?? otherThanSaid(heard, past)
    if (told || past.isAsking) return told
    return (
      narrowed(heard, past) ??
      corrected(heard, past) ??
      otherBooking(heard, past) ??
      bothThen(heard, past) ??
      ofSamePayee(heard, past) ??
      picked(heard, past)
    )
  },
}
