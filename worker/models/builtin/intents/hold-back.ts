import type { Intent } from '../plan.ts'

const acts = /\b(?:pay|settle|send|transfer|wire|remit)\b/i

/** A negation or a condition about a payment: nothing is asked for, and that is said. */
export const holdBack: Intent = {
  name: 'hold back',
  respond({ sentences, isNegated, isConditional, invoices }) {
    if (!sentences.some((said) => acts.test(said.words) && !said.isQuestion)) return null
    if (isNegated) {
      return {
        text: 'I have not asked for any payment. To take back a request that still waits, press Withdraw on its card.',
      }
    }
    if (!isConditional) return null
    return {
      text: `I can only ask for a payment right away, not for later or under a condition, so I have asked for nothing. To have it paid now, write “Pay invoice ${invoices[0] ?? 'INV-1001'}”.`,
    }
  },
}

/** `How do I pay an invoice?`: a question about payments pays nothing. */
export const howTo: Intent = {
  name: 'how to',
  respond({ sentences, invoices }) {
    if (!sentences.some((said) => acts.test(said.words) && said.isQuestion)) return null
    return {
      text: `Write for example “Pay invoice ${invoices[0] ?? 'INV-1001'}”, “Pay Harbor Print” or “Send $40 to Harbor Print”. A card then shows exactly what will happen, and nothing happens before the right person approves it there.`,
    }
  },
}
