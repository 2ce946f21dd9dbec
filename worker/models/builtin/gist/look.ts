import { isOwn } from '../bookings.ts'
import { isForeign } from '../facts/money.ts'
import { payeeIn, readPlaces } from '../facts/places.ts'
import type { Clause, Heard } from '../hear/hear.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { availability } from '../intents/availability.ts'
import { balance } from '../intents/balance.ts'
import { listBookings } from '../intents/list-bookings.ts'
import { listInvoices } from '../intents/list-invoices.ts'
import { findOrder, listOrders } from '../intents/orders.ts'
import { invoiceNote } from '../intents/invoice-note.ts'
import { listPeople } from '../intents/people.ts'
import { pending } from '../intents/requests.ts'
import { waiting } from '../intents/waiting.ts'

const asking =
  /^(?:who\w*|what\w*|which|when|where\w*|how|hows|how's|is|are|am|was|were|do|does|did|has|have|had|any\w*|can|could|will|would|should|tell|show|give|list|see|check|find|look|read|pull up|bring up|get|display|remind|details?|status|info\w*|open|let me (?:see|know)|run me through|walk me through|summari[sz]e|overview|count|up to)\b/
/** About doing something, or about what would be: another intent tells how. */
const aboutActing =
  /^(?:(?:please )?(?:tell|show|explain|teach)(?: to)?(?: me| us)? (?:again )?(?:how|why)|how (?:do|can|could|would|should|to)|(?:should|shall|can|could|may|might|must) (?:i|we)|why|what (?:if|would|happens)|what do i (?:have to|need to) do|how does)\b/
const noun: readonly [RegExp, Intent, string][] = [
  [/\b(?:have|got|left|there) to pay\b/, listInvoices, 'list invoices'],
  [
    /\b(?:harbor|northwind|alder|tidewater|cobalt)\b.*\b(?:paid|gets?|got|receiv\w*|their money|owed?|waiting|behind)\b/,
    listInvoices,
    'list invoices',
  ],
  [
    /\b(?:open|outstanding|due) (?:with|at|from|for|to) (?:harbor|northwind|alder|tidewater|cobalt)\b/,
    listInvoices,
    'list invoices',
  ],
  [
    /\b(?:bill|charge|invoice|billed|invoiced|charged)(?: to)? (?:us|me)\b|\b(?:suppliers?|vendors?) (?:billed|invoiced)\b/,
    listInvoices,
    'list invoices',
  ],
  [
    /\b(?:has|have|did|is|was|were|will) (?:any(?:one|body)|some(?:one|body)|the \w+|they|he|she|my)\b.*\bmy? ?(?:own )?(?:requests?|payments?|refunds?|expenses?|claims?|transfers?|export)\b/,
    pending,
    'what is pending',
  ],
  [
    /^(?:has|have|did|is|was|were|will) (?:\w+ ){1,3}(?:approv|sign|decid|confirm|den[iy]|reject|ok)\w*(?: off)?(?: on)? (?:of )?(?:my|our)\b/,
    pending,
    'what is pending',
  ],
  [
    /\b(?:suppliers?|vendors?|payees?)\b.*\b(?:waiting|money|paid|owed?)\b|\b(?:i|we) (?:still )?owe\b/,
    listInvoices,
    'list invoices',
  ],
  [
    /\b(?:note|notes|written|write|wrote|say|says|said|message|remark|comment|read|text)\b.*\binv-\d|\binv-\d+\b.*\b(?:note|notes|written|write|wrote|say|says|message|remark|comment)\b/,
    invoiceNote,
    'note on',
  ],
  [
    /^(?:and |so |(?:please )?(?:show|tell|remind|give) (?:me|us) )*(?:what|which|anything|everything|all)(?: else)?(?: have we(?: got)?| do we have|'s| is| are)?(?: else)?(?: that(?:'s| is))?(?: still)? (?:open|due|unpaid|outstanding|overdue|left to pay)\b/,
    listInvoices,
    'list invoices',
  ],
  [/\bord-\d/, findOrder, 'show'],
  [
    /\b(?:sign(?:ed|ing)?(?: (?:\w+ )?off)?|approv\w*|countersign|my (?:ok|okay|blessing|go-ahead|sign-off|decision)|to (?:decide|review|sign)|(?:waiting|wait|waits) (?:for|on) me|need from me|needs me|my (?:inbox|queue|to-?do|tray))\b/,
    waiting,
    'show what is waiting for me',
  ],
  [
    /\b(?:my|our|any of my|own) (?:\w+ )?(?:requests?|asks?|stuff|things|submissions?|proposals?|payments?|refunds?|expenses?|claims?|transfers?)\b|\bpending\b|\bstill (?:open|undecided|in the air)\b|\b(?:i|we) (?:asked|requested|submitted|put in)\b/,
    pending,
    'what is pending',
  ],
  [
    /\b(?:balance|cash|money|financ\w*|funds?|bank|liquid\w*|account|coffers|till|budget)\b.*|\bcan we afford\b|\bbroke\b|\bsolvent\b/,
    balance,
    'balance',
  ],
  [
    /\b(?:bookings?|reservations?|booked|reserved|coming up|calendar|diary|planner|schedule|agenda|appointments?|bkg-\d+)\b|\b(?:i|we) (?:book|reserve)\b/,
    listBookings,
    'list bookings',
  ],
  [/\borders?\b|\bcustomers?\b/, listOrders, 'list orders'],
  [
    /\b(?:invoices?|bills?|owe|owes|owing|owed|outstanding|overdue|unpaid|(?:have|got) to pay|need to pay|left to pay|to be paid|suppliers?|payables?|due)\b|\binv-\d/,
    listInvoices,
    'list invoices',
  ],
  [
    /\b(?:team|staff|colleagues?|people|roles?|reviewers?|managers?|auditors?|admins?|administrators?|members?|users?|accounts|everybody|everyone|works? (?:here|with)|member2|reviewer2)\b/,
    listPeople,
    'list people',
  ],
]

function lookUp(clause: Clause, heard: Heard, past: Past): Plan | null {
  const { plain, mood, asks } = clause
  const isQuestion =
    mood === 'question' ||
    (mood === 'plain' &&
      (asks ||
        asking.test(plain) ||
        /\b(?:how much|how many|what is|what's|what are)\b/.test(plain)))
  const isShort =
    mood === 'plain' &&
    /\b(?:invoices|bills|orders|bookings|reservations|people|requests|approvals|balance|team|staff|inbox)\b/.test(
      plain,
    ) &&
    plain.split(' ').length <= 4 &&
    !/\d|\b(?:me|us|transfer|payment|refund|expense|book|pay|send|table|room|cancel|please|order)\b/.test(
      plain,
    )
  if (
    (!isQuestion && !isShort) ||
    aboutActing.test(plain) ||
    /^(?:give|get) (?:them|him|her|the customer|back)\b/.test(plain) ||
    isForeign(plain) ||
    /\b(?:weather|joke|recipe|news|code|poem)\b/.test(plain)
  )
    return null
  const as = (words: string) => ({ ...clause, words, plain: words.toLowerCase() })
  if (
    isQuestion &&
    readPlaces(clause.words).some(({ kind }) => kind) &&
    !isOwn(plain) &&
    !/\bbkg-|\b(?:my|booked|bookings?)\b/.test(plain)
  ) {
    const found = availability.look?.(as(`is free ${clause.words}`), heard, past)
    if (found) return found
  }
  // `The catering people`: by its name.
  const named = `${payeeIn(plain)?.toLowerCase() ?? ''} ${plain}`.trim()
  for (const [about, intent, lead] of noun) {
    if (
      !about.test(about.source.startsWith('^') ? plain : named) ||
      (!isQuestion && intent === pending)
    )
      continue
    const plan =
      intent.look?.(as(clause.words), heard, past) ??
      intent.look?.(as(`${lead} ${clause.words}`), heard, past) ??
      intent.look?.({ ...as(lead), mood }, { ...heard, text: lead }, past)
    if (plan) return plan
  }
  return null
}

const plainlyAsks = ({ mood, asks, plain }: Clause): boolean =>
  (mood === 'question' || (mood === 'plain' && asks)) &&
  /^(?:(?:please )?(?:tell|show) (?:me|us) )?(?:who|what|which|when|where|how (?:much|many)|is|are|do we|does)\b/.test(
    plain,
  )

/** A question in any words: looks up what its nouns name, with no consequences. */
export const lookGist: Intent = {
  name: 'look up',
  // Beside an order; alone, the whole of what was said is looked at.
  look: (clause, heard, past) =>
    clause.mood === 'question' &&
    !past.isAsking &&
    heard.clauses.length > 1 &&
    heard.clauses.every(({ mood }) => mood === 'plain' || mood === 'question')
      ? lookUp(clause, heard, past)
      : null,
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong) return null
    const isHeldBack = heard.clauses.some(({ mood }) =>
      ['conditional', 'reported', 'supposed', 'negated'].includes(mood),
    )
    // Beside what is told or ruled out, only what asks in so many words asks.
    for (const clause of heard.clauses) {
      const plan = isHeldBack && !plainlyAsks(clause) ? null : lookUp(clause, heard, past)
      if (plan) return plan
    }
    if (isHeldBack && !heard.clauses.some(plainlyAsks)) return null
    // `INV-1002, how much is it`: the thing stands beside the question.
    const [first] = heard.clauses
    const isAsked = heard.clauses.some(({ mood }) => mood === 'question')
    return first && isAsked && heard.clauses.length > 1
      ? lookUp(
          { ...first, words: heard.text, plain: heard.text.toLowerCase(), mood: 'question' },
          heard,
          past,
        )
      : null
  },
}
