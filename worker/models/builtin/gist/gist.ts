import { sure } from './thin.ts'
import { isForeign, readAmounts } from '../facts/money.ts'
import type { Clause, Heard } from '../hear/hear.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { withoutDelay } from './overdue.ts'
import { joined, readers } from './readers.ts'
import { isImperative, wishIn, wishOf } from './wish.ts'

/** About an act, not a wish for it. */
const other =
  /^(?:please )?(?:note|be aware|bear in mind|keep in mind|consider|be advised|know)\b|^(?:please )?(?:cancel|stop|undo|withdraw|recall|abort|revoke)\b(?!.*\b(?:bkg-|bookings?|reservations?|access|rights|role))|\b(?:nothing|nobody|no one|none|(?:cancel|call off|quit|block|undo|reverse) (?:paying|(?:the |my |our |that )?payments?|sending|refunding|the refund|booking (?!\d|bkg))|know (?:how|whether|if|what|when|who)|how to|whether|check (?:if|that|the|on)|remind\w*|remember|undo the (?:payment|refund)|reverse the (?:refund|payment)|(?<!\b(?:paid|bought|covered|advanced|laid)\b.*)myself|ourselves|attention|draft|explain|understand|look (?:at|into)|verify|compare|think|policy|policies|for example|history|instead of|rather than)\b/

const asksFor = /\b(?:wants|wanted|asks for|asked for|demands|demanded|would like|claims)\b/
const grants =
  /\b(?:give|refund|send|pay|offer) (?:him|her|them|the (?:customer|client)) (?:back )?(?:only |just )?\$?(\d+(?:\.\d\d)?)\b(?: (?:dollars|bucks))?/

/** `He wants $60 back. Give him 35`: what is ordered counts, not what was asked for. */
function granted(all: Clause): Clause {
  const found = grants.exec(all.plain)
  if (!found || !asksFor.test(all.plain)) return all
  const before = all.plain.slice(0, found.index)
  const [asked, ...more] = readAmounts(before).amounts
  if (!asked || more.length > 0) return all
  const put = (text: string) =>
    text
      .replace(found[0], found[0].replace(/\$?\d.*$/, 'that'))
      .replace(/\$ ?\d[\d.,]*\d|\$ ?\d/, `$${found[1]}`)
  return { ...all, words: put(all.words), plain: put(all.plain) }
}

/** Somebody else's plan or hope. */
const ofOthers =
  /\b(?!i\b|we\b|customer|client)\p{L}+\d? (?:wants|wanted|hopes|hoped|plans|planned|intends|dreams|likes|would like|asked|asks) (?:to (?:pay|send|transfer|wire|book|reserve|cancel|export|delete|be|become)|of being)\b/u

function read(heard: Heard, past: Past): Plan | null {
  const wish = wishIn(heard)
  if (wish === 0) return null
  const all = granted(joined(heard))
  if (
    ofOthers.test(all.plain) &&
    !heard.clauses.some((one) => one.isCourteous || isImperative(one))
  )
    return null
  if (other.test(all.plain) || isForeign(all.plain)) return null
  for (const reader of readers) {
    const plan = reader(all, heard, past, wish)
    if (plan) return sure(plan, heard)
  }
  return null
}

/** What a wish in any words comes to, told by what it names and by the class of its verb. */
export const gist: Intent = {
  name: 'gist',
  take: (clause, heard, past) =>
    heard.clauses.length > 1 && wishOf(clause) === 2
      ? read({ ...heard, clauses: [clause] }, past)
      : null,
  respond: (heard, past) =>
    past.isAsking || heard.mails.length > 0 || heard.isTooLong ? null : read(heard, past),
}

/** `pay it`, `please claim that`, `expense`: an order whose thing stands in the words before it. */
const referring =
  /^(?:(?:just|please|now|so|then|can you|could you|to) )*(?:pay|settle|send|wire|transfer|refund|reimburse|return|give|get|expense|claim|submit|file|put|cancel|drop|call|book|reserve|block|hold|grab|delete|remove|export|have|set|make|change|fix|update|adjust|apply|action|go ahead|arrange|release|process|do|have|sort|take care of|clear|handle|that|it|this|(?:new |an? |my )?expenses?(?: report| claim)?)\b(?: (?:that one|this one|the one|it|that|this|them|these|those|him|her|us|me|(?:the|his|her|their) (?:role|access|rights|account)|the (?:change|payment|money|amount|sum|bill|invoice|room|table|booking|lot|refund|expense)|all|both|back|off|out|over|through|for|in|up|to|as|an?|the|full|please|paid|now|today|reimbursed|refunded|expensed|done|settled|cleared|sent|cancelled|booked|my|our|expenses?|claim|accordingly|asap|right away|will you|would you|straight away))*$/
const entity =
  /\b(?:harbor|northwind|alder|tidewater|cobalt)\b|\b(?:inv|ord|bkg)-\d|\$|\d|\b(?:luma|atlas|birch|bookings?)\b|@/

const wanted =
  /\b(?:asked|asks|asking) for\b|\b(?:requested|requests|wants|would like|is owed|was promised)\b/

/** `The tickets were $64, please claim it`: an order and what it is about, side by side. */
export const sideBySide: Intent = {
  name: 'side by side',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong || heard.clauses.length < 2)
      return null
    const short = heard.clauses.filter(
      (one) =>
        one.mood === 'plain' &&
        referring.test(one.plain.replace(/[,.].*$/, '')) &&
        !entity.test(one.plain),
    )
    // What a customer asked for is meant once somebody here says to do it.
    const isEndorsed = short.some(({ isCourteous }) => isCourteous)
    const told = heard.clauses.map((one) =>
      one.mood === 'plain' && isEndorsed
        ? { ...one, words: withoutDelay(one.words), plain: withoutDelay(one.plain) }
        : one,
    )
    const clauses = told.map((one) =>
      isEndorsed && one.mood === 'reported' && wanted.test(one.plain) && !/["“:]/.test(one.words)
        ? { ...one, mood: 'plain' as const }
        : one,
    )
    const shorts = new Set(short.map(({ plain }) => plain))
    const others = clauses.filter(({ plain }) => !shorts.has(plain))
    const isAbout =
      short.length > 0 &&
      others.some(({ plain }) => entity.test(plain)) &&
      others.every((one) => !imperativeOrder(one))
    return isAbout ? read({ ...heard, clauses }, past) : null
  },
}

const imperativeOrder = ({ plain, mood }: Clause): boolean =>
  mood === 'plain' &&
  /^(?:pay|settle|send|wire|transfer|refund|reimburse|book|reserve|cancel|delete|export|email|give|make|submit|expense|claim|list|show)\b/.test(
    plain,
  )
