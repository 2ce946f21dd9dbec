import { formatMoney, usd } from '../../../../domain/money.ts'
import { isForeign, readAmounts, toCents } from '../facts/money.ts'
import { payeeIn, gazetteer, wholePayee } from '../facts/places.ts'
import { asWritten, looksLikeName } from '../hear/hear.ts'
import type { Frame } from './frame.ts'

const tail = String.raw`(?:,? (?:for|as|memo:?|with (?:the )?(?:memo|reference|note):?|(?:reference|ref|re|reason|note|purpose|message|comment):?|because of|towards) "?(?<memo>[^"]+?)"?|,? ?\((?:for |memo:? )?(?<aside>[^()]+)\))?`
const payee = String.raw`(?<payee>(?!(?:[^¤,:]+ )?(?:invoices?|bills?|orders?|customer|access|expenses?|bookings?|email)\b)[^¤,:]+?)`
const money = String.raw`(?:(?:some |a bit of |a little )?(?:more )?(?:money|cash|funds|a payment|payment|an amount|something|a transfer|a deposit))`
const what = String.raw`(?:(?:a|an|the|another|my|our) )?(?:(?:bank |wire |money |cash )?(?:deposit|payment|sum|total|amount|tip|bonus|transfer|advance|wire|donation|gift|retainer)s?(?: of|:)? )?`
const forms: readonly RegExp[] = [
  String.raw`^(?:\w+ )?(?:\w+ )?(?:out )?${what}¤ ?(?:${what.slice(0, -1)})?(?:over |across |out |payment |transfer |deposit )?(?:to|towards) ${payee}${tail}$`,
  String.raw`^(?:\w+ )?to ${payee}[,:]? ${what}¤${tail}$`,
  String.raw`^(?:send|transfer|wire|remit|pay|give|tip) (?!¤|to\b)${payee},? ${what}¤(?: (?:tip|deposit|bonus|payment|advance|gift))?(?: (?:that )?(?:i|we) owe (?:them|him|her))?${tail}$`,
  String.raw`^(?:send|transfer|wire|remit|give|make|pay) ${money} to ${payee}${tail}$`,
  String.raw`^(?:send|transfer|wire|remit|give|make) ${money}$`,
  String.raw`^(?:send|transfer|wire|remit|pay|move|make) (?:out )?${what}¤(?: (?:payment|transfer|out|off|over))?${tail}$`,
  String.raw`^(?:make|do|set up|issue|initiate) ${what}¤ (?:payment|transfer)${tail}$`,
  String.raw`^(?:send|transfer|wire|remit) (?:money |something )?(?:to )?${payee}(?: (?:money|something|some money|cash))${tail}$`,
].map((form) => new RegExp(form, 'u'))

const notNames =
  /^(?:what|which|who|why|how|when|where|list|show|pay|send|transfer|help|hello|hi|hey|thanks|thank|yes|no|never|stop|cancel|approve|deny|withdraw|confirm|reject|is|are|was|do|tell|my|balance|open|book|refund|it|them|make|delete|export|back|up|off|out|over|some|something)\b/i

/** The known payees that end these words: `money to cobalt courier` names one. */
const knownIn = (name: string): string[] => {
  const lower = name.toLowerCase()
  const found = gazetteer.payees.filter((one) => lower.includes(one.toLowerCase()))
  return found.length > 1 || found.some((one) => lower.endsWith(one.toLowerCase())) ? found : []
}

/** A name without what courtesy or habit puts around it. */
const payeeOnly = (name: string | undefined): string | undefined =>
  name
    ?.replace(
      /^(?:the |our |my )?(?:(?:good )?(?:friends|people|guys|folks|team|company|supplier|vendor|account)(?: (?:at|of|from|over at))? )(?=\w)/,
      '',
    )
    .replace(
      /(?:,? (?:please|thanks|now|today|extra|more|again|asap|too|as well|right away|immediately|instead|over|directly|account|in advance|once more))+$/,
      '',
    )

const isVerb = /^(?:make|send|pay|transfer|wire|get|give|move|put|do|need|want|have|see)$/i

const writtenOver = new RegExp(
  `^(?:${gazetteer.payees.join('|')}) (?:to|an?|the|about|that|who|with|know|have|see|and|for|on|by|at|in) `,
  'i',
)

const only = 'I can only send US dollars.'

const isHandingOver = /^(?:send|transfer|wire|remit|pay|give|tip|shoot|slip|forward|deposit)\b/
/** `$50 to be safe`: what follows is no name. */
const aim =
  /^to (?:be|get|go|make|have|do|see|keep|help|start|fix|repair|replace|cover|buy|rent|hire|book|use|try|join|ship|print|finish|spare|spend)\b/

/** `Pay harbor print 64.80 for the reprint`: the sum right after its payee, where it is no number of an invoice. */
const afterPayee = new RegExp(
  String.raw`(?<=^(?:send|pay|give|transfer|wire|pass|tip) (?:${gazetteer.payees.flatMap((name) => [name, name.split(' ')[0] ?? name]).join('|')}) )(?!(?:1|2[012])\d{3}\b(?!\.))(\d[\d,]*(?:\.\d\d)?)(?=$| (?:for|as|because|please)\b|, (?!the\b))`,
  'i',
)

/** The words with every amount as ¤, bare numbers of money included. */
export function withAmounts(plain: string) {
  const { amounts, rest } = readAmounts(plain)
  if (amounts.length > 0) {
    const bare = rest
      .replace(/ +/g, ' ')
      .replace(
        /\b(?:the (?:agreed|usual|promised|remaining|outstanding|missing|extra|additional|further|full|final|discussed|due)|an (?:extra|additional)|a further|another|a total of|exactly|about|their|our)(?: sum| amount)?(?: of)? ¤/g,
        '¤',
      )
      .replace(
        /¤ (?:upfront|up front|in advance|extra|more|right away|straight away|once|in total|on account)(?=$| (?:for|as)\b)/,
        '¤',
      )
      .trim()
    return { amounts, rest: bare }
  }
  const bare =
    /(?<![\w.,-])(?<!\d )(-?\d[\d,]*(?:\.\d+)?)(?= (?:to|over to|on to)\b)/.exec(plain) ??
    afterPayee.exec(plain)
  // `3 to 5` and `50 to be safe` are no sums of money: that takes an order to send, or a known payee.
  if (!bare || !(isHandingOver.test(plain) || payeeIn(plain))) return { amounts, rest: plain }
  return {
    amounts: [{ cents: toCents(bare[1] ?? ''), text: bare[0] }],
    rest: plain.replace(bare[0], '¤'),
  }
}

const sendingVerb =
  /^(?:pass(?: on)?|kick|chuck|toss|float|spot|ship|beam|get(?! (?:me|us|my|our|back)\b)|drop|fire(?: off)?|route|push|chip in|reimburse|compensate|repay|pay back|forward|disburse|hand(?! in\b)(?: over| out)?|slip|shoot|fund|credit|deposit|advance|donate|contribute|allocate|release)\b/
const amountLast =
  /^(?:send|make|transfer|wire|remit|issue|pay) (?:an? |some )?(?:payment|money|transfer) to ([^¤,:]+?),? (?:amount|sum|total)(?: is|:)? ¤/

/** `payee Harbor Print, amount $62, memo toner`. */
const labelled =
  /^(?:(?:send|make|new|a|transfer|payment|wire)[ :,]*)*(?:payee|recipient|beneficiary):? ([^¤,:;]+?)[,;]? (?:amount|sum|total):? ¤[,;]?( .*)?$/

/** `a transfer of $40 for Harbor Print`: a payee after `for` is no purpose, unless another is named. */
const forPayee = new RegExp(
  String.raw`¤ for (?=(?:${gazetteer.payees.join('|').toLowerCase()})\b)(?!.* to )`,
)

/** Any verb that hands over money as `send`, where a sum is named; what it is about stands as it was. */
const asSending = (rest: string): string =>
  rest.includes('¤')
    ? rest
        .replace(/^top up ([^¤,:]+?),? (?:by|with) ¤/, 'send $1 ¤')
        .replace(labelled, 'send ¤ to $1$2')
        .replace(amountLast, 'send ¤ to $1')
        .replace(forPayee, '¤ to ')
        .replace(sendingVerb, 'send')
        .replace(/¤ (?=[,;:])/g, '¤')
        .replace(/^send ([^¤,:]+?) (?:with|by) ¤/, 'send $1 ¤')
        .replace(/^send ([^¤,:]+?) (for [^¤,:]+?): ?¤$/, 'send $1 ¤ $2')
    : rest

/** Money to a payee, without an invoice. */
export const transfer: Frame = {
  tool: 'send_payment',
  required: ['payee', 'amount'],
  optional: ['memo'],
  again: 'payee',
  main: 'amount',
  asks: { payee: 'to whom (which payee)', amount: 'how much (the amount in dollars)' },

  ask([only, ...more], known) {
    if (more.length > 0) return undefined
    return only === 'amount'
      ? `How much shall I send to ${known.payee}?`
      : `To whom (which payee) shall I send ${formatMoney(usd(Number(known.amount)))}?`
  },

  read(clause, _now, asked, known) {
    const { plain } = clause
    if (isForeign(plain)) return { slots: {}, problem: only }
    const { amounts, rest: said } = withAmounts(plain)
    const rest = asSending(said)
    const [amount] = amounts
    if (amounts.length > 1)
      return { slots: {}, problem: 'Please name one amount for each payment.' }
    if (amount && amount.cents === null) {
      return {
        slots: {},
        problem: 'I need an amount above zero in dollars and cents, such as $40 or $75.50.',
      }
    }
    const groups = forms.map((form) => form.exec(rest)?.groups).find(Boolean)
    const bare = asked.includes('amount')
      ? /^(?:(?:make it|make that|send|just|only|about|exactly|rather|to|it's) )*(-?\d[\d,]*(?:\.\d+)?)$/.exec(
          plain,
        )?.[1]
      : undefined
    if (bare !== undefined && toCents(bare) === null) {
      return {
        slots: {},
        problem: 'I need an amount above zero in dollars and cents, such as $40 or $75.50.',
      }
    }
    const cents = amount?.cents ?? (bare ? toCents(bare) : null)
    const written = payeeOnly(groups?.payee?.replace(/^"|"$/g, '').trim())
    const answer =
      asked.includes('payee') && !written
        ? answerName(clause.words, Boolean(amount), plain)
        : undefined
    // `Send them 600`, once it is known whom.
    const isKnown = known.payee !== undefined && written && /^(?:them|him|her|it)$/.test(written)
    const name = isKnown ? undefined : written ? asWritten(clause, written) : answer
    if (name && (isVerb.test(name) || /^(?:back|up|off|out|over)$/i.test(name)))
      return { slots: {} }
    const inside = name ? knownIn(name) : []
    if (inside.length > 1)
      return { slots: {}, problem: 'To whom (which payee) shall I send it? Please name one.' }
    // `Give Harbor Print a call about the $40`: a known name and more than it is no name.
    if (name && writtenOver.test(name))
      return {
        slots: {},
        ...(!known.payee && {
          problem: 'To whom, and how much? Write for example “Send $40 to Harbor Print”.',
        }),
      }
    if (name && / or /i.test(name))
      return { slots: {}, problem: 'To whom (which payee) shall I send it? Please name one.' }
    if (name && (!looksLikeName(name) || /\b(?:for|of|to|on|with|the|an?)$/i.test(name))) {
      return {
        slots: {},
        ...(!known.payee && {
          problem: 'To whom, and how much? Write for example “Send $40 to Harbor Print”.',
        }),
      }
    }
    const memo = (groups?.memo ?? groups?.aside)?.trim()
    return {
      slots: {
        ...(name && { payee: inside[0] ?? wholePayee(name) }),
        ...(cents && { amount: cents }),
        ...(memo && { memo: asWritten(clause, memo) }),
      },
    }
  },

  say: ({ payee: whom, amount, memo }) =>
    `send ${formatMoney(usd(Number(amount)))} to ${whom}${memo ? ` for ${String(memo)}` : ''}`,

  isOther: ({ plain }) =>
    /^(?:book|refund|cancel|delete|export|email|submit|list|show|claim|expense|settle|reserve)\b|^pay (?:inv|the inv)|\b(?:inv|ord|bkg)-/.test(
      plain,
    ),
}

const answerName = (words: string, hasAmount: boolean, plain: string): string | undefined => {
  const said = words.replace(/^(?:to|send (?:it|that) to|pay|it's for|for) /i, '').replace(/"/g, '')
  // `The linen people, Tidewater`: the name that is known.
  const name = /,| - /.test(said) ? (payeeIn(said) ?? said) : said
  return !hasAmount &&
    !/^\$?\d/.test(plain) &&
    !notNames.test(name) &&
    looksLikeName(name) &&
    !/\b(?:instead|better)\b/.test(name)
    ? name
    : undefined
}

/** Whether these words ask for money to be sent. */
export const isTransfer = (plain: string): boolean => {
  const rest = asSending(withAmounts(plain).rest)
  if (rest.startsWith('¤ to ') && aim.test(rest.slice(2))) return false
  return (
    /^(?:send|transfer|wire|remit|pay|give|tip|move|make|issue|do|set up|initiate|arrange|execute|process|put|shoot|¤|to)\b|^¤/u.test(
      rest,
    ) && forms.some((form) => form.test(rest))
  )
}
