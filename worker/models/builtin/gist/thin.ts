import { digits } from '../facts/numbers.ts'
import type { Heard } from '../hear/hear.ts'
import { asQuestion } from '../offers.ts'
import type { Plan, ToolRequest } from '../plan.ts'
import { isImperative, wishOf } from './wish.ts'

/** Words that add nothing to what an order is about. */
const idle =
  "a|an|the|this|that|these|those|it|its|it's|one|ones|me|my|mine|us|our|ours|we|we're|i|i'm|you|your|they|them|their|him|her|his|he|she|of|on|in|at|to|into|onto|from|by|with|as|and|&|\\+|or|is|are|was|be|been|being|do|does|done|will|would|can|could|shall|should|must|may|might|have|has|had|having|get|gets|got|getting|please|kindly|just|also|too|now|then|so|right|away|here|there|back|up|down|out|off|over|through|straight|soon|asap|immediately|quickly|quick|go|going|gone|ahead|let|make|made|making|take|taken|give|given|put|set|see|need|needs|needed|want|wants|wanted|like|would|sure|all|any|every|each|both|whole|entire|full|fully|complete|completely|only|same|other|another|new|old|more|some|thanks|thank|ok|okay|yes|still|today|tomorrow|tonight|for|thing|stuff|matter|dear|assistant|someone|somebody|everyone|name|named|called|number|no|nr|hey|hi|hello|who|which|what|if|possible|possibly|finally|care|order|request|ask|asked|asking|approval|proposal|start|started|run|time|way|use|using|arrange|arranged|while|top|again|first|itself|sir|before|after|morning|afternoon|evening|lunch|date|past|weeks?|initiate|organi[sz]e|across|cents|n|well|plus|end|following|town|sat|sun|mon|tue|wed|thu|fri|place|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\\w+teen|twentie|thirtie)th"
const common = new RegExp(`^(?:${idle})$`)

const vocabulary: Readonly<Record<string, RegExp>> = {
  pay_invoice:
    /^(?:inv|invoices?|bills?|pay\w*|paid|settl\w*|clear\w*|process\w*|sort\w*|squar\w*|handl\w*|deal|money|amount|sum|due|overdue|outstanding|open|unpaid|owed?|owing|execut\w*|effect\w*|discharg\w*|honou?r\w*|releas\w*|finish\w*|clos\w*|action\w*|push|wrap|tick|knock|fix\w*|transfer\w*|supplier|vendor|books?|desk|plate|table|harbor|print|northwind|catering|alder|construction|tidewater|linen|cobalt|courier|send|balance|account|accounts|ours)$/,
  cancel_booking:
    /^(?:bkg|bookings?|reservations?|cancel\w*|call\w*|rid|scrap\w*|bin\w*|ditch|drop\w*|kill\w*|lose|releas\w*|free\w*|give|void\w*|remov\w*|delet\w*|annul\w*|axe\w*|revok\w*|undo|tables?|rooms?|luma|atlas|birch|dinner|lunch|meeting|longer|slots?|wip\w*|trash|list|system|calendar|books?|dump|let)$/,
  book_room:
    /^(?:book\w*|reserv\w*|block\w*|hold\w*|keep|grab\w*|secur\w*|squeez\w*|fit|pencil\w*|schedul\w*|arrang\w*|rooms?|atlas|birch|meet\w*|us(?:e|ing)|usual|half|hours?|hrs?|minutes?|mins?|morning|afternoon|noon|midday|evening|until|till|til|between|starting|ending|ends?|next|coming|sign\w*|assign\w*|mark\w*|sit|sort|quarter|past|till|til|find|register|enter|add|slots?|space|calendar|under|team|confirm\w*|occupy|\w*day|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|week|am|pm|o'clock|long|available|free|last|claim|request|prepare|change|switch|move|stay|host|run|people|persons|workshops?|trainings?|interviews?|calls?|seminars?|sessions?|events?|onboarding|standup|presentation|conference|review)$/,
  book_table:
    /^(?:book\w*|reserv\w*|block\w*|hold\w*|keep|grab\w*|secur\w*|squeez\w*|fit|pencil\w*|schedul\w*|arrang\w*|tables?|seats?|seat\w*|luma|venue|restaurant|people|persons?|pax|guests?|adults?|kids?|children|head\w*|folks|diners?|party|group|team|eat\w*|dine|dinner|dining|lunch|brunch|supper|breakfast|meal|places?|spots?|covers?|half|hours?|past|quarter|morning|afternoon|noon|midday|evening|night|next|coming|sign\w*|mark\w*|find|register|enter|add|slots?|space|\w*day|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|week|am|pm|o'clock|sharp|around|about|colleagues?|friends?|clients?|visitors?|myself|plus|including|sit|confirm\w*|sort|request|ideal|perfect|fine|under|something|somewhere|reservation|booking|wife|husband|partner|mom|dad|boss|family|parents|partners|customers?|couple|dozen|pair|usual|us(?:e|ing)|ring|phone|call|hungry|crew|lads|celebrate|go|come|join|ready)$/,
  send_payment:
    /^(?:send\w*|sent|wir\w*|transfer\w*|pay\w*|paid|remit\w*|forward\w*|shoot|deposit\w*|slip\w*|hand\w*|move|drop|tip|check|cheque|fire|issue\w*|route|push|fund\w*|money|cash|amount\w*|sum|dollars?|bucks|usd|grand|harbor|print|northwind|catering|alder|construction|tidewater|linen|cobalt|courier|owe\w*|due|account|bank|venmo|paypal|favour|favor|receives?|advance|gift|bonus|donation|donate|retainer|contribut\w*|extra|total|exactly|cover\w*|settle\w*|balance|supplier|vendor|company|people|folks|friends|guys|fee|invoice|release|disburse|outgoing|chip|compensate|reimburse|credit|execute|cut|write|memo|reference|note|way|operating|company's|worth|prepayment|down|pass\w*)$/,
  change_access:
    /^(?:access|roles?|rights?|permissions?|privileges?|become|becomes|promot\w*|demot\w*|upgrad\w*|downgrad\w*|turn\w*|switch\w*|bump\w*|move\w*|add\w*|status|level|grant\w*|member\w*|reviewer\w*|manager\w*|auditor\w*|admin\w*|administrator\w*|chang\w*|appoint\w*|assign\w*|elevat\w*|strip\w*|depriv\w*|swap\w*|rais\w*|lower\w*|restrict\w*|updat\w*|adjust\w*|account|user|colleague|person|second|instead|team|group|powers?|hat|position|rank|function|job|post|duties|tasks?|permanently|longer|convert\w*|nominat\w*|works?|regist\w*|record\w*|list\w*|own|deserves?|duty|approv\w*|ordinary|regular|plain|normal|back|reset|rather|than|people)$/,
  delete_bookings:
    /^(?:bookings?|reservations?|cancell?ed|delet\w*|remov\w*|purg\w*|wip\w*|eras\w*|clear\w*|clean\w*|rid|trash\w*|bin\w*|drop\w*|dump\w*|tidy\w*|throw\w*|discard\w*|empty|before|older|than|until|till|prior|earlier|system|database|list|calendar|everything|\w*day|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|year|month|week|last|from|ones|already|records?|entries|lot|them|goodbye|permanently|longer|venue|luma|atlas|birch|tables?|rooms?|old)$/,
  export_bookings:
    /^(?:bookings?|reservations?|export\w*|csv|spreadsheets?|excel|xlsx?|download\w*|files?|sheet|data|dump|list|everything|cancell?ed|confirmed|active|between|until|till|since|from|before|after|\w*day|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|year|month|week|quarter|last|next|upcoming|future|past|format|form|generat\w*|creat\w*|produc\w*|pull\w*|extract\w*|prepar\w*|sav\w*|tables?|rooms?|luma|atlas|birch|provid\w*|document|copy|report|accountant|boss|company|far|later|onwards?)$/,
  refund_order:
    /^(?:ord|refund\w*|reimburs\w*|return\w*|revers\w*|credit\w*|compensat\w*|repay\w*|repaid|chargeback|undo|charges?|charged|money|cash|amount|sum|dollars?|bucks|cents?|customer\w*|client\w*|buyer\w*|orders?|send|sent|transfer|issue\w*|initiat\w*|knock|pay|paid|payments?|partial\w*|goodwill|everything|rest|left|remaining|total|value|price|sort\w*|process\w*|account|card|purchase|lady|guy|gentleman|person|due|owed?|wants?|half|item|items)$/,
}

/** A refund in so many words. */
const ofMoney =
  /\b(?:refund\w*|reimburs\w*|money|credit\w*|dollars|bucks)\b|\$|\bback \d|(?<![\w.-])\d[\d.,]* back\b/
/** What an order is about, by name. */
const entity =
  /\b(?:inv|ord|bkg)-\d|\b(?:luma|atlas|birch|harbor|northwind|alder|tidewater|cobalt|bookings?|(?:member|reviewer|manager|auditor|admin)\d?)\b/i
/** Verbs of the class that with these words mean something else. */
const elsewhere =
  /\b(?:drop (?:by|in)|free up (?:some |my |our )?time|undo (?:the|my|our|that) cancell?ation|write off|(?:let|show) (?:me|us) see|(?:swap|trade) (?=atlas|birch)|find (?:me|us) (?:some|any)\w+|member\d'?s (?!access|roles?|rights|permissions?|account|status|level|privileges)\w+|introduce|(?:^|\b(?:to|and|please|let's|must|should|can|will|i|we) )talk|get ready|off the list)\b/
const boundary = /[,;:.()"]| - /
/** A wish for some place, and what is said of one that would do. */
const aRoom = /\b(?:an?|some|the) (?:\w+ ){0,2}(?:rooms?|tables?|seats?)\b/
const describes =
  /\b(?:is|has|would be|seems|should be) (?!.*\b(?:book|put|bring|clean|paint|cancel)\b)/i
/** `…, back to plain member`: the order is no more than a role. */
const aRole =
  /^(?:(?:so|then|now|and|therefore) )*(?:(?:back|down|up) )?(?:to )?(?:be )?(?:(?:an?|plain|normal|simple|ordinary|regular|just|only) )*(?:member|reviewer|manager|auditor|admin)(?: (?:role|rights|access|again))*$/i
/** Where a reason or a purpose begins. */
const reason = /\b(?:for|because|since|so that|due to|as (?:it|they|the|we|he|she))\b/i

/**
 * Words of an order that are neither about this act nor idle: `put flowers in Atlas` is no booking of
 * Atlas, however much of one it names. Only what stands with the order counts, no reasons.
 */
export function unexplained(heard: Heard, tool: string): string[] {
  const known = vocabulary[tool]
  const orders = heard.clauses.filter(
    (one) => wishOf(one) === 2 && (one.isCourteous || isImperative(one)),
  )
  if (!known || (tool === 'refund_order' && orders.some(({ plain }) => ofMoney.test(plain))))
    return []
  const mayName = tool !== 'book_room'
  const other = heard.clauses.flatMap(({ plain }) => elsewhere.exec(plain)?.[0] ?? [])
  if (other.length > 0) return other
  return orders
    .flatMap(({ words }) => {
      const pieces = digits(words).split(boundary)
      const [first = ''] = pieces
      const about = pieces.find((one) => entity.test(one))
      // `I need a room on Friday, I think Atlas is the big one`: the order is in the first piece.
      const isDescribed =
        about !== undefined && about !== first && aRoom.test(first) && describes.test(about)
      const role =
        tool === 'change_access' ? pieces.find((one) => aRole.test(one.trim())) : undefined
      const piece = role ?? (isDescribed ? first : (about ?? first))
      const parts = piece.split(reason)
      const named = parts.findIndex((part) => entity.test(part))
      const said = parts.slice(0, Math.max(named, 0) + 1).join(' ')
      return said.split(/[\s/]+|(?<=\w)-(?=\w)/)
    })
    .map((word) => word.replace(/^[^\p{L}\d$]+|[^\p{L}\d]+$/gu, '').replace(/'s$/, ''))
    .filter(
      (word, at) =>
        /^\p{L}/u.test(word) && !/\d|@/.test(word) && !(mayName && at > 0 && /^\p{Lu}/u.test(word)),
    )
    .map((word) => word.toLowerCase())
    .filter((word) => !common.test(word) && !known.test(word))
}

/** Words of a piece that are neither idle nor about what this tool does. */
export const strangeIn = (piece: string, tool: string): string[] =>
  digits(piece.toLowerCase())
    .split(/[\s/,;:]+/)
    .map((word) => word.replace(/^[^\p{L}\d$]+|[^\p{L}\d]+$/gu, '').replace(/'s$/, ''))
    .filter((word) => /^\p{L}/u.test(word) && !/\d|@/.test(word))
    .filter((word) => !common.test(word) && !vocabulary[tool]?.test(word))

const unmistakable =
  /^(?:pay|settle|book|reserve|refund|reimburse|cancel|delete|export|transfer|wire|send|grant|promote|demote|e?mail|submit|expense|claim)\b/

/** The same where one clause was heard as it is said: its verb may be all the evidence there is. */
export const sureOf = (plan: Plan, heard: Heard): Plan =>
  heard.clauses.length === 1 &&
  heard.mails.length === 0 &&
  plan.calls?.length === 1 &&
  !unmistakable.test(heard.clauses[0]?.plain ?? '') &&
  plan.calls.every(
    ({ tool, input }) =>
      /^(?:change_access|cancel_booking|book_\w+|refund_order)$/.test(tool) &&
      !('replaces' in input),
  )
    ? sure(plan, heard)
    : plan

/** The words of the name of whose role it is: people write `petra` and `member-ukox`, too. Things have articles. */
function namesIn({ input }: ToolRequest, { text }: Heard): string[] {
  const name = typeof input.person === 'string' ? input.person.toLowerCase() : ''
  const words = name.split(/[\s/-]+/)
  const isThing = /\b(?:the|an?|my|our|some|any|this|that) $/i.test(
    text.slice(0, Math.max(0, text.toLowerCase().indexOf(name))),
  )
  return isThing || words.length > 2 || words.some((word) => common.test(word)) ? [] : words
}

/** A proposal from thin evidence, as a question. */
export function sure(plan: Plan, heard: Heard): Plan {
  const tools = new Set(plan.calls?.map(({ tool }) => tool))
  const names = new Set(plan.calls?.flatMap((call) => namesIn(call, heard)))
  const strange = (tools.size === 1 ? (plan.calls ?? []) : [])
    .flatMap(({ tool }) => unexplained(heard, tool))
    .filter((word) => !names.has(word))
  return strange.length > 0 ? asQuestion(plan) : plan
}
