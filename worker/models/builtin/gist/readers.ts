import { isLater } from '../deferred.ts'
import { later } from '../intents/hold-back.ts'
import { readAmounts } from '../facts/money.ts'
import { payeeIn, readPlaces } from '../facts/places.ts'
import { digits } from '../facts/numbers.ts'
import { peopleIn, readRoleChanges } from '../facts/role-changes.ts'
import { roleLeft } from '../facts/roles.ts'
import { asWritten, type Clause, type Heard } from '../hear/hear.ts'
import { begin, complete } from '../frames/frame.ts'
import { access } from '../frames/access.ts'
import { expense } from '../frames/expense.ts'
import { refund } from '../frames/refund.ts'
import { room } from '../frames/room.ts'
import { table } from '../frames/table.ts'
import { transfer } from '../frames/transfer.ts'
import { changeAccess } from '../intents/access.ts'
import { bookRoom, isMoved, isPondered } from '../intents/book.ts'
import { deleteBookings, exportBookings } from '../intents/bulk.ts'
import { cancelBooking, toCancel } from '../intents/cancel-booking.ts'
import { bareNumber } from '../invoices.ts'
import { payInvoice } from '../intents/pay-invoice.ts'
import { lookUp } from '../payee-invoices.ts'
import { refundOrder } from '../intents/refund.ts'
import { offer } from '../offers.ts'
import type { Past, Plan } from '../plan.ts'
import { several } from '../several.ts'
import { together } from '../together.ts'
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
} from './words.ts'
import { personAndRole, personOrRole } from './person.ts'
import { boughtIn, purposeOf } from './purpose.ts'
import { withSign } from './sums.ts'

const prefixed = (verb: string, { words, plain, ...others }: Clause): Clause => ({
  ...others,
  words: `${verb} ${words}`,
  plain: `${verb} ${plain}`,
})

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

/** Somebody else has done it, or a feeling about it is told. */
const byOthers =
  /\p{L}+ (?:(?:has|have|had|just|already|also) )*cancell?ed (?:the |my |our |his |her )?bkg-|\b(?:i|we)(?:'ve|'d| have| had)? (?!want|need|like)(?:\p{L}+ )?cancell?ed\b|\b(?:they|he|she|somebody|someone|who|you|people|the \p{L}+) (?:have |has |had |just )*(?:cancell?ed|called off|dropped|deleted)\b|\b(?:pity|sad|shame|glad|happy|surprised|shocked|annoyed|good|great|bad|too bad|sorry|ok|okay|fine) (?:that|to)\b/u
/** `I don't need A or B`: neither, so both are meant. */
const noneOf =
  /\b(?:not|no longer|never|neither|don't|doesn't|won't|can't|cannot)\b.*\bbkg-\d+,? or (?:\p{L}+ )?bkg-|\b(?:both|all(?: of them)?|neither)\b/u

/** `The cleaner needs Atlas`: somebody else's wish, which may be no wish of whoever writes. */
const ofOthers =
  /^(?:the|my|our|a|an|his|her|their|\p{L}+) (?:\p{L}+ )?(?:needs|wants|requires|uses|takes|has|would like|likes|asked for|hopes for)(?: to (?:use|have|take))? (?:the |room )*(?:luma|atlas|birch)\b/u
/** What else than to book it can be done with a place. */
const otherDeed =
  /^(?:clear|clean|empty|free|release|open|close|lock|unlock|drop|lose|leave|tidy|paint|decorate|avoid|skip|heat|cool|delete|remove|check|vacate|fix|repair|move|bring|send|deliver|carry|invite|show|give|rename|photograph|rearrange)\b/
const booksIt = /\b(?:book|reserve|block|hold|grab|secure)\b/
const asksForIt = ({ isCourteous, plain }: Clause): boolean =>
  isCourteous || /\b(?:book|reserve|put|block|hold|get)\b/.test(plain)

/** `The auditor meeting`: somebody's thing, and no role that is given. */
const roleOfThing =
  /\b(?:members?|reviewers?|managers?|auditors?|admins?)(?:'s?)? (?:meetings?|calls?|dinner|lunch|party|training|workshop|list|chat|channel|e?mails?|thread|desk|office|seat|report|visit|day|badge|laptop|invite|invitation|handbook)\b/

/** Papers that are put away, and money that somebody else owes. */
const noClaim =
  /\bfile (?:the|this|that|an?) (?:\$[\d.,]+ )?(?:invoice|bill|letter|contract)\b|\b(?:receipt|bill|invoice)s?\b.*\b(?:with|under|in|into|among|next to) (?:my|our|the) (?:tax\w*|folder|binder|files?|drawer|papers)\b|\b(?:for|need|want|get|have) an? receipt\b/

/** `Hannah Vogel should get $20 back`: a customer's money, where no order is named. */
const othersMoney =
  /^(?!(?:i|we|me|my|our)\b)(?:\p{L}+ ){1,4}(?:should|must|needs? to|has to|is to|are to|ought to|deserves to) (?:get|have|receive|be given)\b.*\bback\b/u

type Reader = (all: Clause, heard: Heard, past: Past, wish: 1 | 2) => Plan | null

/** What is asked for, told by what the words name and by the class of their verb; the particular first. */
export const readers: readonly Reader[] = [
  (all, heard, past) =>
    /\bord-\d/.test(all.plain) && refunding.test(all.plain)
      ? (refundOrder.take?.(prefixed('refund', all), heard, past) ?? null)
      : null,
  (all, heard, past) =>
    /\bbkg-\d/.test(all.plain) &&
    cancelling.test(all.plain) &&
    !byOthers.test(all.plain) &&
    toCancel(all.plain).length > 0
      ? (cancelBooking.take?.(
          {
            ...all,
            plain: `cancel ${toCancel(all.plain).join(/\bor\b/.test(all.plain) && !noneOf.test(all.plain) ? ' or ' : ' and ')}`,
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
            plain: said.plain.replace(bareNumber, (one) =>
              one.startsWith('1') ||
              /\b(?:invoices?|bills?|payments?|payment run)\b/.test(said.plain)
                ? `inv-${one}`
                : one,
            ),
          }
        : said
    return /\binv-\d/.test(all.plain) && paying.test(all.plain) && !/\bmoney back\b/.test(all.plain)
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
    if (
      /\b(?:strip|revoke|remove|take away|take (?=.* (?:from|off|away)\b)|withdraw|no longer|deprive|los(?:e|es|ing)|without)\b/.test(
        all.plain,
      )
    ) {
      const [whose, ...others] = peopleIn(all.plain)
      const left = roleLeft(all.plain)
      return whose &&
        others.length === 0 &&
        /\b(?:access|roles?|rights|permissions?)\b/.test(all.plain)
        ? begin(access, { ...all, words: '', plain: '' }, past, {
            person: whose,
            ...(left && { role: left }),
          })
        : null
    }
    if (
      isLater(all.plain, past.now) &&
      peopleIn(all.plain).length > 0 &&
      /\b(?:member|reviewer|manager|auditor|admin)\b/.test(all.plain)
    )
      return { text: later(all.plain) }
    // One of several alone would be half of what is wanted.
    if (peopleIn(all.plain).length > 1) {
      const each =
        assigning.test(all.plain) &&
        !/\b(?:or|not|than|instead|like)\b/.test(all.plain.replace(/'d like\b/g, ''))
          ? readRoleChanges(all.plain)
          : null
      return each
        ? together(
            each.map((slots) => begin(access, { ...all, words: '', plain: '' }, past, slots)),
            () => ({ text: '' }),
          )
        : null
    }
    if (roleOfThing.test(all.plain)) return null
    const { person, role } = personAndRole(all.plain)
    const partly = personOrRole(all.plain)
    if (partly) return begin(access, { ...all, words: '', plain: '' }, past, partly)
    return person && role && assigning.test(all.plain) && !/\bor\b/.test(all.plain)
      ? (changeAccess.take?.(
          { ...all, words: `make ${person} ${role}`, plain: `make ${person} ${role}` },
          heard,
          past,
        ) ?? begin(access, all, past, { person, role }))
      : null
  },
  (all, heard, past) => {
    const plain = withSign(all.plain)
    if (
      readAmounts(plain).amounts.length !== 1 ||
      !(claiming.test(all.plain) || claiming.test(plain)) ||
      // After a look at an order, money that goes back is the customer's.
      (/^(?:find_order|list_orders|refund_order)$/.test(past.calls.at(-1)?.tool ?? '') &&
        !/\b(?:i|me|my|we|us|our|expens\w*|claim\w*)\b/.test(all.plain)) ||
      noClaim.test(all.plain) ||
      /\b(?:give|send|pay|hand|offer|credit|refund) (?:him|her|them|the (?:customer|client|buyer))\b.*\bback\b/.test(
        all.plain,
      ) ||
      /\b(?:customer|client|supplier|he|she|they)\b.* wants?\b/.test(all.plain) ||
      /\brefund (?:him|her|them)\b|\b(?:give|send|pay|offer) (?:him|her|them)\b.*\bback\b|\p{L}+ wants? (?:his|her|their|\$)/u.test(
        all.plain,
      ) ||
      (payeeIn(all.plain) && /\bwants?\b/.test(all.plain)) ||
      /\b(?:inv|ord|bkg)-/.test(all.plain) ||
      (bookings.test(all.plain) && !/\$|\b(?:dollars|bucks|usd)\b/.test(all.plain))
    )
      return null
    const { slots, problem } = expense.read({ ...all, plain: `expense ${plain}` }, past.now, [], {})
    if (problem) return { text: problem }
    if (othersMoney.test(all.plain))
      return begin(refund, { ...all, words: 'refund', plain: 'refund' }, past, {
        ...(slots.amount !== undefined && { amount: slots.amount }),
      })
    const isStory = heard.clauses.length > 2 || all.plain.split(' ').length > 14
    const purpose = (isStory ? boughtIn(all.plain) : undefined) ?? purposeOf(plain)
    const { purpose: _loose, ...amount } = slots
    return begin(expense, { ...all, words: 'expense', plain: 'expense' }, past, {
      ...amount,
      ...(purpose && { purpose: asWritten(all, purpose) }),
    })
  },
  (all, _heard, past, wish) => {
    const payee = payeeIn(all.plain)
    const plain = withSign(all.plain)
    if (
      payee &&
      new RegExp(
        `(?<!\\b(?:team|guys?|people|folks|boys?|lads|ladies|crew|staff|drivers?|friends) )\\bfrom (?:the )?${payee.split(' ')[0]?.toLowerCase()}`,
      ).test(plain)
    )
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
    if (isLater(all.plain.replace(/ (?:for|as|because|since) .*$/, ''), past.now))
      return { text: later(all.plain) }
    if (
      /\b(?:pay|paid|pays|send|sent|sends|give|gives|gave|owes?) (?:us|me|it back)\b|\bto (?:us|me)\b|\binto our\b/.test(
        all.plain,
      )
    )
      return null
    const labelled =
      /\b(?:memo|reference|note|purpose|ref|subject)\b:?(?: (?:is|of|as|saying|line))*:? ?"([^"]+)"/i.exec(
        all.words,
      )?.[1]
    const memo =
      /\b(?:for|as(?= an? )) (?!¤|\$|\d)((?:the |a |an )?[\p{L}][^,;:.]*)(?=$|[,;.])/u.exec(
        all.plain,
      )?.[1] ??
      /\b(?:memo|reference|note|purpose|message)\b:? (?!¤|\$|\d)([\p{L}][^,;.]*)(?=$|[,;.])/u.exec(
        all.plain,
      )?.[1]
    const cents = amounts[0]?.cents
    return cents
      ? begin(transfer, { ...all, words: 'send', plain: 'send' }, past, {
          payee,
          amount: cents,
          ...(labelled
            ? { memo: labelled }
            : memo && !memo.includes(payee.toLowerCase()) && { memo: asWritten(all, memo) }),
        })
      : null
  },
  (all, _heard, past) => {
    const payee = payeeIn(all.plain)
    const { amounts } = readAmounts(all.plain)
    const isBill = /\b(?:invoices?|bills?)\b/.test(all.plain)
    if (!payee || !paying.test(all.plain)) return null
    // Money is to be sent, and how much is not said.
    if (/\bmoney\b/.test(all.plain) && amounts.length === 0 && !isBill && sending.test(all.plain))
      return begin(transfer, { ...all, words: 'send', plain: 'send' }, past, { payee })
    if ((amounts.length > 0 && !isBill) || amounts.some(({ cents }) => !cents)) return null
    if (isLater(all.plain.replace(/\b(?:due|dated)\b.*$/, ''), past.now))
      return { text: later(all.plain) }
    return lookUp(payee, all.plain)
  },
  (all, heard, past, wish) => {
    const places = readPlaces(all.words).filter(({ kind }) => kind)
    const [place] = places
    if (!place || bookings.test(all.plain) || isMoved.test(all.plain) || isPondered.test(all.plain))
      return null
    if (otherDeed.test(all.plain) && !booksIt.test(all.plain)) return null
    const frame = place.kind === 'room' ? room : table
    if (places.length > 1)
      return /\b(?:both|and|&|\+)\b/.test(all.plain) && places.every(({ kind }) => kind === 'room')
        ? (bookRoom.take?.(prefixed('book', all), heard, past) ?? null)
        : null
    const { slots, problem } = frame.read(all, past.now, [], {})
    const isNamed = wish === 2 && (slots.time ?? slots.from ?? slots.partySize) !== undefined
    if (problem || !(slots.date ?? isNamed)) return null
    const many = several(frame, all, past)
    if (many)
      return together(
        many.map((one) => complete(frame, one)),
        () => ({ text: '' }),
      )
    const plan = begin(frame, all, past)
    return ofOthers.test(all.plain) && plan.calls && !heard.clauses.some(asksForIt)
      ? offer(`Shall I ask for approval to ${frame.say(slots)}?`, plan)
      : plan
  },
]
