import { momentOf } from '../domain/zoned-time.ts'
import { dayAhead, nothing, tomorrow, ZONE } from './business.ts'
import { expect, test } from './fixtures.ts'
import { soonAt } from './soon.ts'

test.use({ timezoneId: ZONE })

test('a table is booked once what is missing was asked for', async ({ member, workshop }) => {
  const { business } = workshop
  const venue = await business.venue([2, 4, 6])
  await member.chat.start(`Book a table at ${venue.name}`)
  await member.chat.reads(/which day/i)
  await member.chat.say('tomorrow at 7pm')
  await member.chat.reads(/how many people/i)
  await member.chat.say('four of us')
  const card = member.chat.card(`for 4 at ${venue.name}`)
  await card.is('pending')
  await expect(card.root).toContainText('from 19:00 to 21:00 (New York time)')
  const id = await card.requestId()
  expect(await business.bookingsAt(venue)).toEqual([])

  await card.approve()
  await card.is('succeeded')
  await member.chat.reads(`Done: booked table 2 for 4 at ${venue.name}`)
  const booked = { key: `${id}.1.1`, unit: 't2', partySize: 4, date: tomorrow(), time: '19:00' }
  expect(await business.bookingsAt(venue)).toMatchObject([
    { ...booked, status: 'confirmed', bookedBy: member.person.id },
  ])
  expect((await business.doneBy(id)).facts).toEqual(['booking.made'])
})

test('“make it six” takes the place of what waits, and one table is booked', async ({
  member,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4, 6])
  await member.chat.start(`Book a table for 4 at ${venue.name} tomorrow at 19:00`)
  const four = member.chat.card(`for 4 at ${venue.name}`)
  await four.is('pending')
  await member.chat.say('Make it six')
  const six = member.chat.card(`for 6 at ${venue.name}`)
  await six.is('pending')
  await four.is('superseded')
  await expect(four.approveButton).toBeHidden()

  await six.approve()
  await six.is('succeeded')
  expect(await business.bookingsAt(venue)).toMatchObject([{ partySize: 6, time: '19:00' }])
  expect(await business.doneBy(await four.requestId())).toEqual(nothing)
})

test('what waits is taken back by “never mind”, or on its card', async ({ member, workshop }) => {
  const { business } = workshop
  const venue = await business.venue([4, 4])
  await member.chat.start(`Book a table for 3 at ${venue.name} tomorrow at 18:00`)
  const first = member.chat.card('at 18:00')
  await first.is('pending')
  await member.chat.say('Never mind')
  await first.is('withdrawn')

  await member.chat.say(`Book a table for 3 at ${venue.name} tomorrow at 20:00`)
  const second = member.chat.card('at 20:00')
  await second.withdraw()
  await second.is('withdrawn')
  expect(await business.bookingsAt(venue)).toEqual([])
})

test('a denial that names another time is followed by a request for it', async ({
  member,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4])
  await member.chat.start(`Book a table for 4 at ${venue.name} tomorrow at 20:30`)
  const late = member.chat.card('at 20:30')
  await late.deny('Too late, take 18:30')
  await late.is('denied')
  await member.chat.reads(/at 18:30 instead\?/)
  await member.chat.say('Yes, please')
  const early = member.chat.card('at 18:30')
  await early.is('pending')
  expect(await business.bookingsAt(venue)).toEqual([])

  await early.approve()
  await early.is('succeeded')
  expect(await business.bookingsAt(venue)).toMatchObject([{ time: '18:30', partySize: 4 }])
})

test('a room that is taken is not asked for; another time is', async ({
  member,
  secondMember,
  workshop,
}) => {
  const { business } = workshop
  const room = await business.room()
  const meeting = { date: tomorrow(), time: '10:00', until: '12:00' }
  const [theirs = ''] = await business.bookings(secondMember, room, meeting)
  const conversation = await member.chat.start(
    `Book room ${room.name} tomorrow from 11:00 to 12:00`,
  )
  await member.chat.reads(`${room.name} is taken between 11:00 and 12:00`)
  await member.chat.reads('09:00 and 12:00 are free')
  expect(await member.requestsOf(conversation)).toEqual([])

  await member.chat.say('Then from 12:00 to 13:00')
  const card = member.chat.card(`Book room ${room.name}`)
  await card.approve()
  await card.is('succeeded')
  expect(await business.bookingsAt(room)).toMatchObject([
    { id: theirs, status: 'confirmed' },
    { date: tomorrow(), time: '12:00', until: '13:00', partySize: null },
  ])
})

test('two members confirm the last table at once: one has it, the other is told what is free', async ({
  member,
  secondMember,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4])
  const people = [member, secondMember]
  const conversations = await Promise.all(
    people.map(({ chat }) => chat.start(`Book a table for 4 at ${venue.name} tomorrow at 19:00`)),
  )
  const cards = people.map(({ chat }) => chat.card('at 19:00'))
  for (const card of cards) await card.is('pending')
  await Promise.all(cards.map((card) => card.approve()))
  await Promise.all(
    cards.map(({ root }) => expect(root).toHaveAttribute('data-status', /succeeded|failed/)),
  )

  const made = await business.bookingsAt(venue)
  expect(made).toMatchObject([{ status: 'confirmed', unit: 't1' }])
  const winner = people.findIndex(({ person }) => person.id === made[0]?.bookedBy)
  const loser = people[1 - winner] ?? member
  await cards[winner]?.is('succeeded')
  const lost = loser.chat.card('at 19:00')
  await lost.is('failed')
  await expect(lost.root).toContainText('17:00 and 21:00 are free')
  await loser.chat.reads(/nothing was booked/)

  await loser.chat.say('Take 21:00')
  const other = loser.chat.card('at 21:00')
  await other.approve()
  await other.is('succeeded')
  const times = (await business.bookingsAt(venue)).map(({ time, bookedBy }) => [time, bookedBy])
  expect(times).toEqual([
    ['19:00', people[winner]?.person.id],
    ['21:00', loser.person.id],
  ])
  expect(conversations).toHaveLength(2)
})

test('a booking is cancelled for nothing in time, for its fee at short notice', async ({
  member,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4, 4])
  const [far = '', near = ''] = await business.bookings(
    member,
    venue,
    { date: dayAhead(5), time: '19:00', partySize: 4 },
    { ...soonAt(ZONE), partySize: 2 },
  )
  await member.chat.start(`Cancel booking ${far}`)
  const free = member.chat.card(`for 4 at ${venue.name}`)
  await expect(free.root).toContainText('None until')
  await free.approve()
  await free.is('succeeded')
  expect(await business.booking(far)).toMatchObject({ status: 'cancelled', fee: 0 })

  await member.chat.say(`Cancel booking ${near}`)
  const late = member.chat.card(`for 2 at ${venue.name}`)
  await expect(late.root).toContainText(`$20.00 ($10.00 per person), charged by ${venue.name}`)
  await late.approve()
  await late.is('succeeded')
  const done = await business.doneBy(await late.requestId())
  expect(done.cancelled).toMatchObject([{ id: near, fee: 20_00 }])
  expect(done.facts).toEqual(['booking.cancelled'])
})

test('a fee that has become due while it waited is shown before anything is cancelled', async ({
  member,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([2])
  const dinner = { date: dayAhead(3), time: '12:00', partySize: 2 }
  const [id = ''] = await business.bookings(member, venue, dinner)
  const noonBefore = momentOf(dayAhead(2), '13:00', ZONE) ?? 0
  const conversationId = await member.chat.start(`Cancel booking ${id}`)
  const card = member.chat.card(venue.name)
  await card.is('pending')
  await workshop.moveClock({ conversationId, now: noonBefore })
  await card.approve()
  await expect(card.root).toContainText('The facts changed')
  await card.is('pending')
  await expect(card.root).toContainText('$20.00 ($10.00 per person)')
  expect(await business.booking(id)).toMatchObject({ status: 'confirmed', fee: null })

  await card.approve()
  await card.is('succeeded')
  expect((await business.doneBy(await card.requestId())).cancelled).toMatchObject([
    { id, fee: 20_00, cancelledKey: `${await card.requestId()}.2.1` },
  ])
})

test('somebody else’s booking is not cancelled, whoever asks', async ({
  member,
  secondMember,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4])
  const dinner = { date: dayAhead(4), time: '19:00', partySize: 4 }
  const [id = ''] = await business.bookings(secondMember, venue, dinner)
  const conversation = await member.chat.start(`Cancel booking ${id}`)
  await member.chat.reads(`${id} was booked by ${secondMember.name}`)
  expect(await member.requestsOf(conversation)).toEqual([])
  expect(await business.booking(id)).toMatchObject({ status: 'confirmed' })
})
