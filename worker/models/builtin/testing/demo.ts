import type { JSONValue } from '@ai-sdk/provider'
import { world, type Called, type World } from './world.ts'

const dollars = (cents: number): string =>
  `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

/** The open invoices as the demo lists them, the first due first. */
const invoices = [
  ['INV-1006', 'Tidewater Linen', 640_00, '2027-05-17'],
  ['INV-1002', 'Northwind Catering', 1_850_00, '2027-05-19'],
  ['INV-1001', 'Harbor Print', 120_00, '2027-05-26'],
  ['INV-1003', 'Alder Construction', 9_400_00, '2027-06-02'],
  ['INV-1004', 'Harbor Print', 75_50, '2027-06-09'],
  ['INV-1005', 'Alder Construction', 31_000_00, '2027-06-11'],
].map(([number, payee, amount, due]) => ({
  number: String(number),
  payee: String(payee),
  amount: Number(amount),
  currency: 'USD',
  amountText: dollars(Number(amount)),
  due: String(due),
}))

const sold: Record<string, readonly [customer: string, items: string, amount: number]> = {
  'ORD-2001': ['Jane Doe', '2 × linen apron', 80_00],
  'ORD-2004': ['Ada', '2 × walnut cutting board', 128_00],
  'ORD-2007': ['Grace Okafor', '1 × copper kettle', 149_95],
  'ORD-2013': ['Omar Haddad', '4 × set of napkins', 96_00],
}

function order(number: string): JSONValue {
  const [customer, items, amount] = sold[number] ?? ['Ada', '1 × linen apron', 80_00]
  const text = dollars(amount)
  return { order: number, customer, items, amount, amountText: text, left: amount, leftText: text }
}

/** What the demo's own data answer; requests are those of the conversation. */
export const demo =
  (waiting: () => readonly Called[]): World =>
  (call) => {
    const given = call.input as Record<string, string>
    switch (call.tool) {
      case 'list_invoices': {
        const payee = String(given.payee ?? '').toLowerCase()
        return { invoices: invoices.filter((one) => one.payee.toLowerCase().includes(payee)) }
      }
      case 'find_order':
        return order(String(given.order))
      case 'list_bookings':
        return { bookings: [] }
      case 'list_requests':
        return {
          requests: waiting().map(({ tool, input }) => ({
            title: `${tool} ${JSON.stringify(input)}`,
            status: 'pending',
            needs: 'a reviewer',
          })),
        }
      default:
        return world(call)
    }
  }
