import { formatMoney, usd } from '../../../../domain/money.ts'
import { isForeign, readAmounts, toCents } from '../facts/money.ts'
import { asWritten } from '../hear/hear.ts'
import type { Frame } from './frame.ts'

const reasons: readonly RegExp[] = [
  /\b(?:because|since|as) ((?:of |it |they |he |she |the |we |\p{L}+ ).+)$/u,
  /\breason:? (?:is |was )?(.+)$/,
  /\bfor (?!ord-|order|the order|¤|\d)((?:a |an |the |one |some |his |her |their |our |being |arriving |coming |late |damaged |broken |missing |wrong )[^,;]+)$/,
  /,\s*((?:it|they|the (?!order)\p{L}+|arrived|came|was|were|customer|item|goods|wrong|late|damaged|broken|never|not|too|missing)[^¤]*)$/u,
]

/** `Refund 35 ORD-2016`, `ORD-2016: 35 back`: a number between the verb and the order is the sum. */
const besideOrder =
  /\b(?:refund|reimburse|return|credit|give back|pay back|give|send|pay|hand)(?: (?:him|her|them|the customer))? (?:just |only |back )?(\d[\d,]*(?:\.\d\d)?) (?:each )?(?:back )?(?:to (?:the |her |his |their )?(?:customer|client|buyer|lady|guy|gentleman|person) )?(?:(?:on|for|of|to|from|behind) )?(?:the )?(?:order )?ord-|\bord-\d+[:,]? (?:refund |with |by |only |just )*(\d[\d,]*(?:\.\d\d)?)(?: (?:back|refund)\b|$)/

/** `Priya wants 45 back`, `20 back please`; of goods that `came back` it counts the pieces. */
const wantedBack =
  /(?<![\w.,:/$-])(?<!\b(?:sent|sends|brought|gave|returned|came|got|had|has|handed|mailed) )(\d[\d,]*(?:\.\d\d)?) back\b(?! (?:in|at|to)\b)/
/** What somebody wants is one thing, that it be done another. */
const isGranted = (plain: string): boolean =>
  !/\b(?:wants?|wanted|asks?|asked|demands?|expects?)\b/.test(plain) ||
  /\b(?:wants?|wanted|asks?|asked)\b.*\b(?:refund|reimburse|credit)\b/.test(plain)
/** `Give them 10 back`: said of an order that was named before. */
const givenBack =
  /\b(?:give|pay|hand|send)(?: (?:him|her|them|the customer))? (?:just |only )?(\d[\d,]*(?:\.\d\d)?) back\b/

/** The one order that is named, whatever else is unclear. */
const ordered = (plain: string): { order?: string } => {
  const [order, ...others] = new Set(plain.match(/\bord-\d+/g))
  return order && others.length === 0 ? { order: order.toUpperCase() } : {}
}

/** Money back on an order; without an amount, all that is left of it. */
export const refund: Frame = {
  tool: 'refund_order',
  required: ['order'],
  optional: ['amount', 'reason'],
  again: 'order',
  main: 'amount',
  asks: {
    order: 'which order shall I refund (such as ORD-2001)',
    amount: 'how much (the amount in dollars)',
  },

  read(clause, _now, asked) {
    const { plain } = clause
    if (isForeign(plain)) return { slots: {}, problem: 'I can only refund US dollars.' }
    const { amounts, rest } = readAmounts(plain)
    const [amount] = amounts
    if (
      amounts.length > 1 ||
      /\b(?:except|minus|less|but not|apart from|excluding|without|all but)\b(?: \w+){0,2} ¤/.test(
        rest.replace(/ +/g, ' '),
      ) ||
      (amount && amount.cents === null) ||
      (/\b(?:half|\d+ percent|part|third|partially|partly|in part|portion|some of|partial)\b|\d ?%|\b(?:one|\d+|some|most|any|a few|several) of (?:the|them|those|these|her|his|their|my|our)\b(?! orders)/.test(
        rest,
      ) &&
        !amount)
    ) {
      return {
        slots: ordered(plain),
        open: ['order', 'amount'],
        problem:
          'How much shall I refund? Please name one amount above zero in dollars, such as $30.',
      }
    }
    const numbers = [...new Set(plain.match(/\bord-\d+/g))]
    const bareOrder = asked.includes('order')
      ? /^(?:it's |number |order |the |no\.? ?|# ?|inv-(?=20))*(\d{4,})$/.exec(
          rest.replace(/(?:,| for| with| but| only| just| at)* ?¤ ?/, '').trim(),
        )?.[1]
      : undefined
    const bareAmount =
      besideOrder.exec(plain)?.slice(1).find(Boolean) ??
      givenBack.exec(plain)?.[1] ??
      (numbers.length === 1 && isGranted(plain) ? wantedBack.exec(plain)?.[1] : undefined) ??
      (asked.includes('amount') || /\brefund (?:(?:only|him|her|them|the customer) )*\d/.test(plain)
        ? /(?:^|\brefund (?:only |just )?)(?:(?:make it|make that|only|just|rather|refund|him|her|them|the customer) )*(\d[\d,]*(?:\.\d+)?)(?= (?:on|for|of|to)\b|$)/.exec(
            plain,
          )?.[1]
        : undefined)
    // `$5 on 2009`: a number of the series where an order is due.
    const shortOrder =
      numbers.length === 0 &&
      (amounts.length === 1 || /\b(?:whole|full\w*|everything|entire\w*|complete\w*)\b/.test(rest))
        ? /\b(?:on|for|to) (?:#|no\.? ?|number )?(20\d\d)\b(?! ?(?:dollars|bucks|usd))/.exec(
            rest,
          )?.[1]
        : undefined
    // `ORD-2022, 19.99, damaged`: dollars and cents between commas.
    const listed = /(?<![\w.,:/-])(\d+[.,]\d{2})(?![\d:/-]|[.,]\d| ?(?:am|pm|%))/.exec(rest)?.[1]
    // A number that nothing explains may be an amount, and then not all is meant.
    const left = rest
      .replace(/\b(?:ord|inv|bkg)-\d+/g, '')
      .replace(
        /(?:,(?! ?\d)|\bbecause\b|\bsince\b|\bas\b|\bfrom\b|\bof (?:the )?\d+(?:st|nd|rd|th)).*$/,
        '',
      )
    if (
      asked.length === 0 &&
      !amount &&
      !shortOrder &&
      !bareAmount &&
      !listed &&
      /(?<![\w.:/-])\d+(?:\.\d+)?\b(?![:/-]|st\b|nd\b|rd\b|th\b)/.test(left)
    ) {
      return {
        slots: ordered(plain),
        open: ['order', 'amount'],
        problem: 'How much shall I refund (the amount in dollars)? Please name one, such as $30.',
      }
    }
    const order =
      numbers[0]?.toUpperCase() ??
      (shortOrder ? `ORD-${shortOrder}` : undefined) ??
      (bareOrder ? `ORD-${bareOrder}` : undefined)
    const cents =
      amount?.cents ??
      (bareAmount && bareAmount !== bareOrder
        ? toCents(bareAmount)
        : listed
          ? toCents(listed)
          : null)
    const reason = reasons
      .map((form) => form.exec(rest)?.[1])
      .find(Boolean)
      ?.trim()
    return {
      slots: {
        ...(order && { order }),
        ...(cents && { amount: cents }),
        ...(reason && !/ord-/.test(reason) && { reason: asWritten(clause, reason) }),
      },
    }
  },

  say: ({ order, amount }) =>
    `refund ${amount ? formatMoney(usd(Number(amount))) : 'all that is left'} on order ${order}`,

  isOther: ({ plain }) =>
    /^(?:book|pay|cancel|delete|export|email|submit|list|show|claim|expense|settle|reserve|send|transfer)\b|\b(?:inv-(?!20\d\d$)|bkg-)/.test(
      plain,
    ),
}
