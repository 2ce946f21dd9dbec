import type { JSONObject, JSONValue } from '@ai-sdk/provider'
import { seededOrders } from '../../../business/seed-orders.ts'
import { slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { upperFirst } from '../phrases.ts'
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

function order(number: string): JSONValue {
  const found = seededOrders.find((one) => one.number === number)
  if (!found) return `There is no order ${number}.`
  const { customer, items, amount } = found
  const text = dollars(amount)
  return {
    order: number,
    customer: String(customer),
    items,
    amount,
    amountText: text,
    left: amount,
    leftText: text,
  }
}

const FIRST_OWN = 1009

/** What was booked in this talk, as the list of bookings tells it. */
const booked = (done: readonly Called[]) =>
  done
    .filter(({ tool }) => tool.startsWith('book_'))
    .map(({ input }, at) => {
      const { venue, room, date, time, from, to, partySize } = input as Record<string, string>
      return {
        id: `BKG-${FIRST_OWN + at}`,
        kind: venue ? 'table' : 'room',
        place: String(venue ?? room),
        date: String(date),
        time: String(time ?? from),
        ...(to && { until: to }),
        ...(partySize && { partySize }),
        timeZone: 'America/New_York',
        status: 'confirmed',
      }
    })

/**
 * What the tool freezes of a call: a refund without an amount is of all that is left, and a cancellation names
 * the place.
 */
export const frozen = (
  { tool, input }: Called,
  done: readonly Called[],
): Record<string, unknown> => {
  const given = input as Record<string, unknown>
  const whole = seededOrders.find((one) => one.number === given.order)?.amount
  if (tool === 'refund_order' && whole !== undefined) return { amount: whole, ...given }
  const place = booked(done).find(({ id }) => id === given.booking)?.place
  return tool === 'cancel_booking' && place ? { place, ...given } : given
}

const isListed =
  ({ from, to, status }: Record<string, string>) =>
  (one: { date: string; status: string }): boolean =>
    (!from || one.date >= from) && (!to || one.date <= to) && (!status || status === one.status)

/** As the request table names it: with its sum as people read it. */
const titleOf = ({ tool, input }: Called): string => {
  const frame = frameOf(tool)
  return frame ? upperFirst(frame.say(slotsOf(frame, input as JSONObject))) : tool
}

/** What the demo's own data answer; requests are those of the conversation. */
export const demo =
  (waiting: () => readonly Called[], done: () => readonly Called[] = () => []): World =>
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
        return { bookings: booked(done()).filter(isListed(given)) }
      case 'list_requests':
        return {
          requests: waiting().map(({ tool, input }) => ({
            title: titleOf({ tool, input }),
            status: 'pending',
            needs: 'a reviewer',
          })),
        }
      case 'pay_invoice': {
        const found = invoices.find(({ number }) => number === given.invoice)
        const told = world(call)
        return found && typeof told === 'object'
          ? {
              ...told,
              title: `Pay ${found.amountText} to ${found.payee} for invoice ${found.number}`,
            }
          : told
      }
      default:
        return world(call)
    }
  }
