import { readAmounts } from '../facts/money.ts'
import { readPlaces } from '../facts/places.ts'
import { digits } from '../facts/numbers.ts'
import { asWritten, type Clause, type Heard } from '../hear/hear.ts'
import { begin } from '../frames/frame.ts'
import { access } from '../frames/access.ts'
import { expense } from '../frames/expense.ts'
import { room } from '../frames/room.ts'
import { table } from '../frames/table.ts'
import { transfer } from '../frames/transfer.ts'
import { changeAccess } from '../intents/access.ts'
import { deleteBookings, exportBookings } from '../intents/bulk.ts'
import { cancelBooking } from '../intents/cancel-booking.ts'
import { payInvoice } from '../intents/pay-invoice.ts'
import { payPayee } from '../intents/pay-payee.ts'
import { refundOrder } from '../intents/refund.ts'
import type { Past, Plan } from '../plan.ts'
import {
  paying,
  refunding,
  cancelling,
  deleting,
  exporting,
  sending,
  claiming,
  assigning,
  removing,
  bookings,
  account,
} from './words.ts'
import { personAndRole } from './person.ts'
import { purposeOf } from './purpose.ts'
import { payeeIn, withSign } from './sums.ts'

const prefixed = (verb: string, { words, plain, ...others }: Clause): Clause => ({
  ...others,
  words: `${verb} ${words}`,
  plain: `${verb} ${plain}`,
})

const everything = /\b(?:everything|all|both|every|each)\b/

/** Every clause that is not denied as one, for its facts. */
export function joined({ clauses }: Heard): Clause {
  const said = clauses.filter(({ mood }) => mood === 'plain' || mood === 'negated')
  const words = said.map((one) => one.words).join(', ')
  return {
    words,
    plain: digits(words.toLowerCase()),
    mood: 'plain',
    isCourteous: true,
    asks: false,
  }
}

type Reader = (all: Clause, heard: Heard, past: Past, wish: 1 | 2) => Plan | null

/** What is asked for, told by what the words name and by the class of their verb; the particular first. */
export const readers: readonly Reader[] = [
  (all, heard, past) =>
    /\bord-\d/.test(all.plain) && refunding.test(all.plain)
      ? (refundOrder.take?.(prefixed('refund', all), heard, past) ?? null)
      : null,
  (all, heard, past) =>
    /\bbkg-\d/.test(all.plain) && cancelling.test(all.plain)
      ? (cancelBooking.take?.(
          {
            ...all,
            plain: `cancel ${all.plain.match(/\bbkg-\d+/g)?.join(/\bor\b/.test(all.plain) ? ' or ' : ' and ')}`,
          },
          heard,
          past,
        ) ?? null)
      : null,
  (said, heard, past) => {
    const isNumbered = /\binv-\d/.test(said.plain)
    const isPaying = paying.test(said.plain) && readAmounts(said.plain).amounts.length === 0
    const all =
      !isNumbered && isPaying && !/\b(?:ord|bkg)-/.test(said.plain)
        ? {
            ...said,
            plain: said.plain.replace(/(?<![\w.,$:/-])(1\d{3})\b(?![.,]\d|[-/:])/g, 'inv-$1'),
          }
        : said
    return /\binv-\d/.test(all.plain) && paying.test(all.plain)
      ? (payInvoice.take?.(prefixed('pay', all), heard, past) ?? null)
      : null
  },
  (all, heard, past) =>
    bookings.test(all.plain) && exporting.test(all.plain)
      ? (exportBookings.take?.(prefixed('export', all), heard, past) ?? null)
      : null,
  (all, heard, past) =>
    bookings.test(all.plain) && removing.test(all.plain) && deleting.test(all.plain)
      ? (deleteBookings.take?.(prefixed('delete', all), heard, past) ?? null)
      : null,
  (all, heard, past) => {
    // What is taken away is not what is given; then people have to say what is left.
    if (/\b(?:strip|revoke|remove|take away|withdraw|no longer|deprive)\b/.test(all.plain)) {
      const whose = account.exec(all.plain)?.[0]
      return whose && /\b(?:access|roles?|rights|permissions?)\b/.test(all.plain)
        ? begin(access, { ...all, words: '', plain: '' }, past, { person: whose })
        : null
    }
    const { person, role } = personAndRole(all.plain)
    return person && role && assigning.test(all.plain) && !/\bor\b/.test(all.plain)
      ? (changeAccess.take?.(
          { ...all, words: `make ${person} ${role}`, plain: `make ${person} ${role}` },
          heard,
          past,
        ) ?? begin(access, all, past, { person, role }))
      : null
  },
  (all, _heard, past) => {
    const plain = withSign(all.plain)
    if (
      readAmounts(plain).amounts.length !== 1 ||
      !claiming.test(all.plain) ||
      /\b(?:customer|client|supplier|he|she|they)\b.* wants?\b/.test(all.plain) ||
      (payeeIn(all.plain) && /\bwants?\b/.test(all.plain)) ||
      /\b(?:inv|ord|bkg)-/.test(all.plain)
    )
      return null
    const { slots, problem } = expense.read({ ...all, plain: `expense ${plain}` }, past.now, [], {})
    if (problem) return { text: problem }
    const purpose = purposeOf(plain)
    const { purpose: _loose, ...amount } = slots
    return begin(expense, { ...all, words: 'expense', plain: 'expense' }, past, {
      ...amount,
      ...(purpose && { purpose: asWritten(all, purpose) }),
    })
  },
  (all, _heard, past, wish) => {
    const payee = payeeIn(all.plain)
    const plain = withSign(all.plain)
    if (payee && new RegExp(`\\bfrom (?:the )?${payee.split(' ')[0]?.toLowerCase()}`).test(plain))
      return null
    const { amounts } = readAmounts(plain)
    const isOrdered = wish === 2 || /\b(?:send|pay|transfer|wire)$/.test(all.plain)
    if (
      /\b(?:take|get|collect|charge|receive\w*|refund\w*) .*\bfrom\b(?! (?:us|our|me)\b)/.test(
        all.plain,
      )
    )
      return null
    if (/\bhalf\b|\d ?%|\bpercent\b|\b(?:split|each|between)\b/.test(plain)) return null
    if (!payee || amounts.length !== 1 || /\b(?:inv|ord|bkg)-|\binvoice|\bbill\b/.test(all.plain))
      return null
    const isShort =
      wish === 2 &&
      all.plain.split(' ').length <= 8 &&
      !/\b(?:is|was|owes?|wants?|should|got)\b/.test(all.plain)
    if (!isOrdered || !(sending.test(all.plain) || isShort)) return null
    if (
      /\b(?:pay|paid|pays|send|sent|sends|give|gives|gave|owes?) (?:us|me|it back)\b|\bto (?:us|me)\b|\binto our\b/.test(
        all.plain,
      )
    )
      return null
    const memo = /\bfor (?!¤|\$|\d)((?:the |a |an )?[\p{L}][^,;.]*)$/u.exec(all.plain)?.[1]
    const cents = amounts[0]?.cents
    return cents
      ? begin(transfer, { ...all, words: 'send', plain: 'send' }, past, {
          payee,
          amount: cents,
          ...(memo && !memo.includes(payee.toLowerCase()) && { memo: asWritten(all, memo) }),
        })
      : null
  },
  (all, heard, past) => {
    const payee = payeeIn(all.plain)
    return payee && paying.test(all.plain) && readAmounts(all.plain).amounts.length === 0
      ? (payPayee.take?.(
          {
            ...all,
            words: `pay ${everything.test(all.plain) ? 'all invoices of ' : ''}${payee}`,
            plain: `pay ${everything.test(all.plain) ? 'all invoices of ' : ''}${payee.toLowerCase()}`,
          },
          heard,
          past,
        ) ?? null)
      : null
  },
  (all, _heard, past) => {
    const places = readPlaces(all.words).filter(({ kind }) => kind)
    const [place] = places
    if (!place || places.length > 1 || bookings.test(all.plain)) return null
    const frame = place.kind === 'room' ? room : table
    const { slots, problem } = frame.read(all, past.now, [], {})
    if (problem || !slots.date) return null
    return begin(frame, all, past)
  },
]
