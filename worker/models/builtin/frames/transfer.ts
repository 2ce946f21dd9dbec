import { formatMoney, usd } from '../../../../domain/money.ts'
import { isForeign, readAmounts, toCents } from '../facts/money.ts'
import { wholePayee } from '../facts/places.ts'
import { asWritten, looksLikeName } from '../hear/hear.ts'
import type { Frame } from './frame.ts'

const tail = String.raw`(?:,? (?:for|as|memo:?|with (?:the )?(?:memo|reference|note):?|(?:reference|ref|re|reason|note|purpose|message|comment):?|because of|towards) "?(?<memo>[^"]+?)"?|,? ?\((?:for |memo:? )?(?<aside>[^()]+)\))?`
const payee = String.raw`(?<payee>(?!(?:[^¤,:]+ )?(?:invoices?|bills?|orders?|customer|access|expenses?|bookings?|email)\b)[^¤,:]+?)`
const money = String.raw`(?:(?:some |a bit of |a little )?(?:more )?(?:money|cash|funds|a payment|payment|an amount|something|a transfer|a deposit))`
const what = String.raw`(?:(?:a|an|the|another|my|our) )?(?:(?:bank |wire |money |cash )?(?:deposit|payment|sum|total|amount|tip|bonus|transfer|advance|wire|donation|gift|retainer)s?(?: of|:)? )?`
const forms: readonly RegExp[] = [
  String.raw`^(?:\w+ )?(?:\w+ )?(?:out )?${what}¤ ?(?:${what.slice(0, -1)})?(?:over |across |out |payment |transfer |deposit )?(?:to|towards) ${payee}${tail}$`,
  String.raw`^(?:\w+ )?to ${payee},? ${what}¤${tail}$`,
  String.raw`^(?:send|transfer|wire|remit|pay|give|tip) (?!¤|to\b)${payee},? ${what}¤(?: (?:tip|deposit|bonus|payment|advance|gift))?(?: (?:that )?(?:i|we) owe (?:them|him|her))?${tail}$`,
  String.raw`^(?:send|transfer|wire|remit|give|make|pay) ${money} to ${payee}${tail}$`,
  String.raw`^(?:send|transfer|wire|remit|give|make) ${money}$`,
  String.raw`^(?:send|transfer|wire|remit|pay|move|make) (?:out )?${what}¤(?: (?:payment|transfer))?${tail}$`,
  String.raw`^(?:make|do|set up|issue|initiate) ${what}¤ (?:payment|transfer)${tail}$`,
  String.raw`^(?:send|transfer|wire|remit) (?:money |something )?(?:to )?${payee}(?: (?:money|something|some money|cash))${tail}$`,
].map((form) => new RegExp(form, 'u'))

const notNames =
  /^(?:what|which|who|why|how|when|where|list|show|pay|send|transfer|help|hello|hi|hey|thanks|thank|yes|no|never|stop|cancel|approve|deny|withdraw|confirm|reject|is|are|was|do|tell|my|balance|open|book|refund|it|them|make|delete|export)\b/i

const only = 'I can only send US dollars.'

/** The words with every amount as ¤, bare numbers of money included. */
export function withAmounts(plain: string) {
  const { amounts, rest } = readAmounts(plain)
  if (amounts.length > 0) {
    const bare = rest
      .replace(/ +/g, ' ')
      .replace(
        /\b(?:the (?:agreed|usual|promised|remaining|outstanding|missing)|an (?:extra|additional)|a further|another|a total of|exactly|about|their|our)(?: sum| amount)?(?: of)? ¤/g,
        '¤',
      )
      .replace(
        /¤ (?:upfront|up front|in advance|extra|more|right away|straight away|once|in total)$/,
        '¤',
      )
      .trim()
    return { amounts, rest: bare }
  }
  const bare = /(?<![\w.,-])(-?\d[\d,]*(?:\.\d+)?)(?= (?:to|over to)\b)/.exec(plain)
  if (!bare) return { amounts, rest: plain }
  return {
    amounts: [{ cents: toCents(bare[1] ?? ''), text: bare[0] }],
    rest: plain.replace(bare[0], '¤'),
  }
}

const sendingVerb =
  /^(?:reimburse|compensate|repay|pay back|forward|disburse|hand(?: over| out)?|slip|shoot|fund|credit|deposit|advance|donate|contribute|allocate|release)\b/
const amountLast =
  /^(?:send|make|transfer|wire|remit|issue|pay) (?:an? |some )?(?:payment|money|transfer) to ([^¤,:]+?),? (?:amount|sum|total)(?: is|:)? ¤/

/** Any verb that hands over money as `send`, where a sum is named; what it is about stands as it was. */
const asSending = (rest: string): string =>
  rest.includes('¤')
    ? rest
        .replace(/^top up ([^¤,:]+?),? (?:by|with) ¤/, 'send $1 ¤')
        .replace(amountLast, 'send ¤ to $1')
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
    const written = groups?.payee?.replace(/^"|"$/g, '').trim()
    const answer =
      asked.includes('payee') && !written
        ? answerName(clause.words, Boolean(amount), plain)
        : undefined
    const name = written ? asWritten(clause, written) : answer
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
        ...(name && { payee: wholePayee(name) }),
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
  const name = words.replace(/^(?:to|send (?:it|that) to|pay|it's for|for) /i, '').replace(/"/g, '')
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
  return (
    /^(?:send|transfer|wire|remit|pay|give|tip|move|make|issue|do|set up|initiate|arrange|execute|process|put|shoot|¤|to)\b|^¤/u.test(
      rest,
    ) && forms.some((form) => form.test(rest))
  )
}
