import { dayAhead, nothing, ZONE } from './business.ts'
import { expect, test } from './fixtures.ts'

test.use({ timezoneId: ZONE })

test('one sentence with two wishes is two cards, each carried out on its own yes', async ({
  member,
  workshop,
}) => {
  const { business } = workshop
  const [{ number }, venue] = [await workshop.invoice(12_00), await business.venue([2])]
  await member.chat.start(
    `Pay invoice ${number} and book a table for 2 at ${venue.name} tomorrow at 12:30`,
  )
  const [payment, table] = [member.chat.card(number), member.chat.card(venue.name)]
  await payment.is('pending')
  await table.is('pending')
  await table.approve()
  await table.is('succeeded')
  expect(await workshop.paymentsFor(await payment.requestId())).toEqual([])
  await payment.withdraw()
  await payment.is('withdrawn')
  expect(await business.bookingsAt(venue)).toMatchObject([{ time: '12:30', partySize: 2 }])
  expect(await business.doneBy(await payment.requestId())).toEqual(nothing)
})

test('“the second one” and “both” mean what was just listed', async ({ member, workshop }) => {
  const { business } = workshop
  const venue = await business.venue([4])
  const [one = '', two = '', three = ''] = await business.bookings(
    member,
    venue,
    { date: dayAhead(10), time: '18:00', partySize: 2 },
    { date: dayAhead(11), time: '18:00', partySize: 3 },
    { date: dayAhead(12), time: '18:00', partySize: 4 },
  )
  await member.chat.start('List my bookings')
  await member.chat.reads(three)
  await member.chat.say('Cancel the second one')
  const second = member.chat.card(`for 3 at ${venue.name}`)
  await second.approve()
  await second.is('succeeded')
  expect(await business.booking(two)).toMatchObject({ status: 'cancelled' })
  expect(await business.booking(one)).toMatchObject({ status: 'confirmed' })
  expect(await business.booking(three)).toMatchObject({ status: 'confirmed' })

  const [first, last] = [await workshop.invoice(11_00), await workshop.invoice(12_00)]
  await member.chat.say(`Pay invoices ${first.number} and ${last.number}`)
  const cards = [member.chat.card(first.number), member.chat.card(last.number)]
  for (const card of cards) await card.is('pending')
  await member.chat.say('Withdraw both')
  for (const card of cards) {
    await card.is('withdrawn')
    expect(await workshop.paymentsFor(await card.requestId())).toEqual([])
  }
})

test('“What is pending?” tells what waits, and for whom', async ({ member, workshop }) => {
  const { business } = workshop
  const order = await business.order(80_00)
  await member.chat.start(`Refund $60 on order ${order.number}`)
  await member.chat.card(order.number).is('pending')
  await member.chat.say('What is pending?')
  await member.chat.reads('One request of yours is open')
  await member.chat.reads(
    `Refund $60.00 of order ${order.number} to Jane Doe, waiting for a reviewer`,
  )
  expect(await business.leftOf(order)).toBe(80_00)
})

test('a reviewer asks what waits, decides in the conversation, and the member learns why', async ({
  member,
  reviewer,
  workshop,
}) => {
  const { business } = workshop
  const [one, other] = [await business.order(90_00), await business.order(70_00)]
  await member.chat.start(`Refund order ${one.number}`)
  await member.chat.card(one.number).is('pending')
  await member.chat.say(`Refund order ${other.number}`)
  await member.chat.card(other.number).is('pending')

  await reviewer.chat.start('What is waiting for me?')
  await reviewer.chat.card(one.number).approve()
  await reviewer.chat.card(one.number).is('succeeded')
  await reviewer.chat.card(other.number).deny('The parcel was never sent back.')
  await reviewer.chat.card(other.number).is('denied')
  await member.chat.card(one.number).is('succeeded')
  await member.chat.card(other.number).is('denied')
  await member.chat.isIdle()
  await member.chat.say('Why was it denied?')
  await member.chat.reads(/“The parcel was never sent back\.”/)
  expect(await business.leftOf(one)).toBe(0)
  expect(await business.leftOf(other)).toBe(70_00)
})
