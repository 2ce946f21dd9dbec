import { formatMoney, usd } from '../../../../domain/money.ts'
import { isForeign, readAmounts, toCents } from '../facts/money.ts'
import { asWritten } from '../hear/hear.ts'
import type { Frame } from './frame.ts'

const reasons: readonly RegExp[] = [
  /\b(?:because|since|as) ((?:of |it |they |he |she |the |we |\p{L}+ ).+)$/u,
  /\breason:? (?:is |was )?(.+)$/,
  /\bfor (?!ord-|order|the order|¤|\d)((?:a |an |the |being |arriving |coming |late |damaged |broken |missing |wrong )[^,;]+)$/,
  /,\s*((?:it|they|the (?!order)\p{L}+|arrived|came|was|were|customer|item|goods|wrong|late|damaged|broken|never|not|too|missing)[^¤]*)$/u,
]

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
      (amount && amount.cents === null) ||
      (/\b(?:half|\d+ percent|part|third|partially|partial)\b|\d ?%/.test(rest) && !amount)
    ) {
      return {
        slots: {},
        problem:
          'How much shall I refund? Please name one amount above zero in dollars, such as $30.',
      }
    }
    const numbers = [...new Set(plain.match(/\bord-\d+/g))]
    const bareOrder = asked.includes('order')
      ? /^(?:it's |number |order |the )*(\d{4,})$/.exec(
          rest.replace(/(?:,| for| with| but| only| just| at)* ?¤ ?/, '').trim(),
        )?.[1]
      : undefined
    const bareAmount =
      asked.includes('amount') || /\brefund (?:only )?\d/.test(plain)
        ? /(?:^|\brefund (?:only |just )?)(?:(?:make it|make that|only|just|rather|refund) )*(\d[\d,]*(?:\.\d+)?)(?= (?:on|for|of)\b|$)/.exec(
            plain,
          )?.[1]
        : undefined
    // `ORD-2022, 19.99, damaged`: dollars and cents between commas.
    const listed = /[,:] ?(\d+\.\d{2})(?=$|,)/.exec(rest)?.[1]
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
      !bareAmount &&
      !listed &&
      /(?<![\w.:/-])\d+(?:\.\d+)?\b(?![:/-]|st\b|nd\b|rd\b|th\b)/.test(left)
    ) {
      return {
        slots: {},
        problem: 'How much shall I refund (the amount in dollars)? Please name one, such as $30.',
      }
    }
    const order = numbers[0]?.toUpperCase() ?? (bareOrder ? `ORD-${bareOrder}` : undefined)
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
    /^(?:book|pay|cancel|delete|export|email|submit|list|show|claim|expense|settle|reserve|send|transfer)\b|\b(?:inv|bkg)-/.test(
      plain,
    ),
}
