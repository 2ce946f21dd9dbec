import { isLater } from '../deferred.ts'
import { readAmounts } from '../facts/money.ts'
import type { Call } from '../conversation.ts'
import { amountOf, bareNumber, payThese, readInvoices } from '../invoices.ts'
import { payeeIn } from '../facts/places.ts'
import { together } from '../together.ts'
import { lookUp } from '../payee-invoices.ts'
import { offer } from '../offers.ts'
import { meant } from '../refer.ts'
import type { Intent, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

const verb =
  /^(?:pay(?: off| out| for)?|settle|clear|process|cover|square|remit|handle|execute|release|take care of|sort out|deal with|put through|see to|make (?:a |the )?(?:full )?payments? (?:for|of|on|to|towards)|(?:arrange|initiate|issue|schedule|trigger|do|start) (?:for )?(?:a |the )?payments? (?:for|of|on)|arrange for|get|have|see that|see to it that|ensure|transfer|send (?:a |the )?payment (?:for|of)|send (?:the )?money for|pay the bill)\b/
const passive = /^(?:arrange for|get|have|see that|see to it that|ensure)\b(?!.*\bpaid\b)/
/** `INV-1002 pay`, and with a wish before it, `INV-1003 paid today`. */
const inverted =
  /^(?:the )?(?:invoices? )?(?:inv-\d+(?:,? and |, | & )?)+,?:? (?:please )?(?:(?:that |this )?(?:you |one you )(?:can|may|could) (?:please |now )?(?:pay|settle)|pay|settle|pay it|settle it|pay them|(?:to be |be )?paid|needs? to be paid|must be paid|should be paid|is to be paid|payment)\b(?! (?:already|yesterday|twice|last|late))/
const wished = /\b(?:(?:to be |be )?paid|payment)\b/
const excluded =
  /(?:,? but not|,? except(?: for)?|,? excluding|,? without|,? not|,? apart from|,? other than|,? leave out|,? but leave(?: out)?|,? instead of|,? rather than) (.*)$/
const it =
  /^(?:pay|settle|clear)(?: off)? (?:it|that|this|that one|this one|them|those|these|that invoice|this invoice|that bill|both|both of them|(?:them|these|those) (?:all|both)|all(?: of (?:them|these|those))?|all (?:two|three|four|2|3|4)(?: of them)?|the invoice|the bill)(?: (?:in full|off|up))?$/

/** What tells which invoice or why, and a deadline: paying now keeps it. */
const aside =
  /\bbecause\b.*$|\b(?:dated|due(?: on| by)?|from|of|by|before)(?: the)? (?:(?:next|last|this) )?[\w]+(?: \d{1,2}(?:st|nd|rd|th)?)?/g

/** `INV-1001 and the Northwind one`: a payee's invoice beside one with a number. */
function besideNumbers(plain: string): string | null {
  const found = plain
    .split(/,? and | & | plus /)
    .filter((part) => !/\binv-|\d{4}/.test(part) && /\b(?:one|invoice|bill)\b/.test(part))
    .flatMap((part) => payeeIn(part) ?? [])
  return found.length === 1 ? (found[0] ?? null) : null
}

const number = /(?<![\d$.,-])\b(\d{4,5})\b(?![,.]\d|-\d)/g

/** An amount beside a number is right only when it is the invoice's. */
const withAmount = (numbers: readonly string[], cents: number | null, isTold = false): Plan => {
  const refuse: Plan = {
    text: `An invoice is paid in full. Write “Pay invoice ${numbers[0]}” for that, or name the payee to send an amount without an invoice.`,
  }
  if (numbers.length !== 1 || cents === null) return refuse
  return {
    text: '',
    calls: [{ tool: 'list_invoices', input: {} }],
    resume: ([call]: Call[]) => {
      const found = call?.result?.ok
        ? readInvoices(call.result.value).find((one) => one.number === numbers[0])
        : undefined
      // `It is the ten dollars for the courier` tells of one that lists leave out.
      if (found ? found.amount === cents : isTold) return payThese(numbers)
      return found ? { text: `${found.number} is over ${amountOf(found)}. ${refuse.text}` } : refuse
    },
  }
}

/** `Pay invoice INV-1001`, `settle 1001, 1002 and 1004`, `Pay it`: the numbers are given. */
export const payInvoice: Intent = {
  name: 'pay invoice',
  example: 'Pay invoice INV-1001',
  hints: /\b(?:pay|paid|invoices?|bills?|settle|owe)\b|INV-/i,
  take(clause, heard, past) {
    const { plain, isCourteous } = clause
    if (/^pay (?:attention|heed|respects?|tribute|a visit)\b/.test(plain)) return null
    const isInverted =
      inverted.test(plain) &&
      (isCourteous || !/\b(?:needs?|must|should|is to|payment|paid)\b/.test(plain))
    const isOrder =
      (verb.test(plain) && !passive.test(plain)) ||
      isInverted ||
      (isCourteous && /^(?:the )?(?:invoice )?inv-/.test(plain) && wished.test(plain))
    const alone = isCourteous
      ? /^(?:the )?(inv-\d{4,})$/.exec(plain)?.[1]?.toUpperCase()
      : undefined
    if (alone) return offer(`Shall I ask for approval to pay invoice ${alone}?`, payThese([alone]))
    if (!isOrder) return null
    const without = excluded.exec(plain)?.[1] ?? ''
    const said = without ? plain.slice(0, -without.length) : plain
    const isPlainly = /^(?:pay|settle|clear|process)\b/.test(plain)
    const { amounts, rest } = readAmounts(said)
    let numbers = [...new Set(said.match(/\binv-\d{4,}\b/g))].map((one) => one.toUpperCase())
    if (
      numbers.length === 0 &&
      isPlainly &&
      amounts.length === 0 &&
      !/\bto\b|\d (?:invoice|bill|one)\b|\b(?:ord|bkg)-|\b(?:bookings?|reservations?)\b/.test(said)
    ) {
      numbers = [...new Set([...said.matchAll(number)].map(([, digits]) => `INV-${digits}`))]
    }
    const kept = said
      .replace(excluded, '')
      .replace(
        /[, ]+(?:except(?: for)?|but not|without|excluding|not|apart from|other than|leave out)[, ]*$/,
        '',
      )
    if (numbers.length === 0 && it.test(kept)) {
      const left = [...without.matchAll(/\d{4,}/g)].map(([digits]) => `INV-${digits}`)
      const found = meant('INV', heard, past).filter((one) => !left.includes(one))
      // `Can we get 1004 off the desk? Pay it.`
      if (found.length === 0) {
        const bare = (heard.text.match(bareNumber) ?? []).filter((one) => one.startsWith('1'))
        if (bare.length === 1) found.push(`INV-${bare[0]}`)
      }
      if (found.length > 1 && !/\b(?:them|those|these|both|all)\b/.test(plain)) {
        return { text: `Which invoice do you mean, ${found.join(' or ')}?` }
      }
      numbers = found
    }
    if (numbers.length === 0) return null
    const beside = besideNumbers(said)
    if (beside && amounts.length === 0)
      return together([payThese(numbers), lookUp(beside, `pay ${beside.toLowerCase()}`)], () => ({
        text: '',
      }))
    if (isLater(rest.replace(aside, ' '), past.now)) {
      return { text: later(plain, numbers[0]) }
    }
    if (/\bor\b/.test(said) && numbers.length > 1)
      return { text: `Which invoice shall I pay, ${numbers.join(' or ')}?` }
    const isTold =
      /, (?:it|that|this|which)(?:'s| is| was) (?:just |only )?(?:the|for|those|about) |\binv-\d+(?:'s| is| was| comes to| came to) (?:just |only |about )?(?:the )?(?:\$|\d)/.test(
        plain,
      )
    if (/\b(?:half|part|partially|\d+ ?%|percent)\b/.test(rest)) return withAmount(numbers, null)
    return amounts.length > 0
      ? withAmount(numbers, amounts.length === 1 ? (amounts[0]?.cents ?? null) : null, isTold)
      : payThese(numbers)
  },
}
