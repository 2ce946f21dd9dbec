import type { Frame } from './frame.ts'

/** An invoice, paid in full. */
export const payment: Frame = {
  tool: 'pay_invoice',
  required: ['invoice'],
  again: 'invoice',
  main: 'invoice',
  asks: { invoice: 'which invoice' },
  read({ plain }, _now, asked) {
    const number =
      /\binv-(\d{4,})\b/.exec(plain)?.[1] ??
      (asked.includes('invoice')
        ? /(?<![\d$.,-])\b(\d{4,})\b(?![,.]\d)/.exec(plain)?.[1]
        : undefined)
    return { slots: number ? { invoice: `INV-${number}` } : {} }
  },
  say: ({ invoice }) => `pay invoice ${invoice}`,
}

/** A booking that is to be cancelled. */
export const cancellation: Frame = {
  tool: 'cancel_booking',
  required: ['booking'],
  again: 'booking',
  asks: { booking: 'which booking' },
  read({ plain }, _now, asked) {
    const id =
      /\bbkg-\w+\b/.exec(plain)?.[0] ??
      (asked.includes('booking')
        ? /(?<![\d$.,-])\b(\d{4,})\b(?![,.]\d)/.exec(plain)?.[1]
        : undefined)
    return { slots: id ? { booking: id.startsWith('bkg') ? id.toUpperCase() : `BKG-${id}` } : {} }
  },
  say: ({ booking }) => `cancel booking ${booking}`,
}
