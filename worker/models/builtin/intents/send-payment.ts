import { formatMoney, parseAmount, usd } from '../../../../domain/money.ts'
import { looksLikeName, orders, plainly, type Heard } from '../heard.ts'
import { inWords } from '../phrases.ts'
import type { Intent, Plan } from '../plan.ts'

type Payment = { payee: string; amount: number; memo?: string }
type Draft = { payee?: string; amountText?: string; memo?: string }

const verb = String.raw`(?:send|transfer|wire|remit|pay|give)`
const amount = String.raw`(\$ ?-?[\d.,]*\d|-?[\d.,]*\d ?(?:usd|dollars?|bucks))`
const anyAmount = String.raw`(\$ ?-?[\d.,]*\d|-?[\d.,]*\d(?: ?(?:usd|dollars?|bucks))?)`
const memo = String.raw`(?: (?:for|as|memo:?) (.+))?`
const money = String.raw`(?:some |a bit of )?(?:money|cash|funds|a payment|an amount|something)`

/** Each with the order of its groups; tried in turn. */
const forms: { pattern: RegExp; groups: readonly (keyof Draft)[] }[] = [
  {
    pattern: new RegExp(String.raw`^${verb} ${anyAmount} to (.+?)${memo}$`, 'i'),
    groups: ['amountText', 'payee', 'memo'],
  },
  {
    pattern: new RegExp(String.raw`^${verb} (?!money|cash)(.+?) ${amount}${memo}$`, 'i'),
    groups: ['payee', 'amountText', 'memo'],
  },
  {
    pattern: new RegExp(String.raw`^${verb} ${money} to (.+?)${memo}$`, 'i'),
    groups: ['payee', 'memo'],
  },
  { pattern: new RegExp(String.raw`^${verb} ${amount}$`, 'i'), groups: ['amountText'] },
  { pattern: new RegExp(String.raw`^(?:send|transfer|wire|remit) ${money}$`, 'i'), groups: [] },
]

/** `$40 to Harbor Print and $20 to Tidewater Linen` are two payments. */
const apart = (words: string): string[] => {
  const [first = '', ...rest] = words.split(
    /,? and (?=(?:\$ ?\d[\d.,]*|\d[\d.,]* ?(?:usd|dollars?)) to )/i,
  )
  return [first, ...rest.map((part) => `send ${part}`)]
}

function readDraft(words: string): Draft | null {
  for (const { pattern, groups } of forms) {
    const match = pattern.exec(words)
    if (!match) continue
    const draft: Draft = {}
    groups.forEach((group, index) => {
      const value = match[index + 1]?.replace(/^"|"$/g, '').trim()
      if (value) draft[group] = value
    })
    return draft
  }
  return null
}

const parse = (text: string): number | null => parseAmount(text.replace(/ ?bucks$/i, ''))

const propose = (payments: Payment[]): Plan => ({
  text: `I'll ask for approval to send ${inWords(
    payments.map(({ payee, amount: cents }) => `${formatMoney(usd(cents))} to ${payee}`),
  )}.`,
  calls: payments.map(({ payee, amount: cents, memo: purpose }) => ({
    tool: 'send_payment',
    input: { payee, amount: cents, ...(purpose && { memo: purpose }) },
  })),
})

const isPlain = (heard: Heard): boolean =>
  !heard.isNegated && !heard.isConditional && !heard.sentences.some((said) => said.isQuestion)

const askAmount = (draft: Draft, lead = ''): Plan => ({
  text: `${lead}How much shall I send to ${draft.payee}?`,
  hear: (heard) => {
    const said =
      /^(?:(?:make it|send|just|only|about|exactly) )*(\$?\s*[\d.,]*\d(?: ?(?:usd|dollars?|bucks))?)$/.exec(
        plainly(heard),
      )?.[1]
    return said && isPlain(heard) ? complete({ ...draft, amountText: said }) : null
  },
})

const notNames =
  /^(?:what|which|who|why|how|when|where|list|show|pay|send|transfer|help|hello|hi|hey|thanks|thank|yes|no|never|stop|cancel|approve|deny|withdraw|confirm|reject|is|are|was|do|tell|my|balance|open)\b/i

const askPayee = (draft: Draft): Plan => ({
  text: `To whom shall I send ${draft.amountText ? formatMoney(usd(parse(draft.amountText) ?? 0)) : 'it'}?`,
  hear: (heard) => {
    const payee = heard.sentences[0]?.words.replace(/^to /i, '')
    const isName = heard.sentences.length === 1 && payee && looksLikeName(payee)
    return isName && isPlain(heard) && !notNames.test(payee) ? complete({ ...draft, payee }) : null
  },
})

/** The next question of a draft, or the proposal once nothing is missing. */
function complete({ payee, amountText, memo: purpose }: Draft): Plan {
  const draft: Draft = {
    ...(payee && { payee }),
    ...(amountText && { amountText }),
    ...(purpose && { memo: purpose }),
  }
  const cents = amountText ? parse(amountText) : undefined
  if (cents === null || cents === 0) {
    const lead = `I need an amount above zero in dollars and cents, such as $40 or $75.50. `
    return payee
      ? askAmount({ payee, ...(purpose && { memo: purpose }) }, lead)
      : { text: lead.trim() }
  }
  if (!payee) return askPayee(draft)
  if (cents === undefined) return askAmount(draft)
  return propose([{ payee, amount: cents, ...(purpose && { memo: purpose }) }])
}

/** `Send $40 to Harbor Print`: money without an invoice; asks for what is missing. */
export const sendPayment: Intent = {
  name: 'send payment',
  example: 'Send $40 to Harbor Print',
  hints: /\b(?:send|transfer|wire|remit|money|dollars?)\b|\$/i,
  respond(heard) {
    const drafts = orders(heard)
      .flatMap(apart)
      .flatMap((words) => readDraft(words) ?? [])
    const [only] = drafts
    if (!only) return null
    if (heard.invoices.length > 0) {
      return {
        text: `An invoice is paid in full. Write “Pay invoice ${heard.invoices[0]}” for that, or name the payee to send an amount without an invoice.`,
      }
    }
    if (drafts.some(({ payee }) => payee && !looksLikeName(payee))) {
      return { text: 'To whom, and how much? Write for example “Send $40 to Harbor Print”.' }
    }
    if (drafts.length === 1) return complete(only)
    const payments = drafts.flatMap(({ payee, amountText, memo: purpose }) => {
      const cents = amountText ? parse(amountText) : null
      return payee && cents ? [{ payee, amount: cents, ...(purpose && { memo: purpose }) }] : []
    })
    return payments.length === drafts.length
      ? propose(payments)
      : { text: 'Please name the amount and the payee of each payment.' }
  },
}
