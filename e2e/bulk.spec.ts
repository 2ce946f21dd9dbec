import { refusal } from './actor.ts'
import { nothing, type Place } from './business.ts'
import { expect, test } from './fixtures.ts'

// What is deleted belongs to everybody, so these flows keep to days long past, one after the other.
test.describe.configure({ mode: 'default' })

const cancelledOn = (...dates: string[]) =>
  dates.map((date, index) => ({
    date,
    time: '19:00',
    partySize: 2,
    name: `Party ${index + 1}`,
    cancelled: true,
  }))

test('a bulk deletion says how many and shows a sample; exactly those rows are gone', async ({
  member,
  reviewer,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4])
  const days = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `1985-03-${day}`)
  const ids = await business.bookings(member, venue, ...cancelledOn(...days))
  const [kept = ''] = await business.bookings(member, venue, {
    date: '1985-03-09',
    time: '19:00',
    name: 'Kept',
  })
  await member.chat.start('Delete all cancelled bookings before 1985-04-01')
  const own = member.chat.card('Delete 7 cancelled bookings')
  await own.is('pending')
  await expect(own.approveButton).toBeHidden()
  for (const id of ids.slice(0, 5)) await expect(own.root).toContainText(`${id}: the table for 2`)
  await expect(own.root).toContainText('Cannot be undone')
  const id = await own.requestId()
  expect((await member.request(id)).input).toMatchObject({ ids })
  expect(await business.doneBy(id)).toEqual(nothing)

  await reviewer.review.openRequest(id)
  await reviewer.review.card('Delete 7 cancelled bookings').approve()
  await own.is('succeeded')
  const done = await business.doneBy(id)
  expect(done.deleted.map((one) => one.id)).toEqual(ids)
  expect(done.deleted.every(({ name, status }) => name === null && status === 'deleted')).toBe(true)
  expect(done.facts).toEqual(['bookings.deleted'])
  expect(await business.booking(kept)).toMatchObject({ status: 'confirmed', name: 'Kept' })
  expect(await business.booking(ids[0] ?? '')).toMatchObject({ listed: false })
})

test('what changed meanwhile is not deleted: the reviewer is asked anew about the rest', async ({
  member,
  secondMember,
  reviewer,
  workshop,
}) => {
  const { business } = workshop
  const venue = await business.venue([4])
  const [first, ...rest] = await business.bookings(
    member,
    venue,
    ...cancelledOn('1995-03-01', '1995-03-11', '1995-03-12'),
  )
  await member.chat.start('Delete all cancelled bookings before 1995-04-01')
  const own = member.chat.card('Delete 3 cancelled bookings')
  const id = await own.requestId()
  const [later = ''] = await business.bookings(member, venue, ...cancelledOn('1995-03-20'))
  await secondMember.chat.start('Delete all cancelled bookings before 1995-03-05')
  const theirs = await secondMember.chat.card('Delete 1 cancelled booking').requestId()
  expect((await reviewer.decide(theirs, 'approve')).status()).toBe(200)
  await secondMember.chat.card('Delete 1 cancelled booking').is('succeeded')
  expect((await business.doneBy(theirs)).deleted).toMatchObject([{ id: first }])

  await reviewer.review.openRequest(id)
  const card = reviewer.review.card('cancelled bookings')
  await card.approve()
  await expect(card.root).toContainText('The facts changed')
  await card.is('pending')
  await expect(card.root).toContainText('2 cancelled bookings')
  expect((await business.doneBy(id)).deleted).toEqual([])
  await card.approve()
  await card.is('succeeded')
  expect((await business.doneBy(id)).deleted.map((one) => one.id)).toEqual(rest)
  expect(await business.booking(later)).toMatchObject({ status: 'cancelled', listed: true })
})

test('an export is a file for whoever asked, once a reviewer has said yes', async ({
  member,
  secondMember,
  reviewer,
  workshop,
}) => {
  const { business } = workshop
  const [venue, year] = [await business.venue([4]), 2060 + Math.floor(Math.random() * 39)]
  const ids = await someBookings(`${year}-03`)
  await member.chat.start(`Export all bookings from ${year}-03-01 to ${year}-03-31`)
  const own = member.chat.card('CSV file')
  await own.is('pending')
  await expect(own.root).toContainText(`${member.name} alone can fetch the file`)
  const id = await own.requestId()
  expect(await business.doneBy(id)).toEqual(nothing)
  await reviewer.review.openRequest(id)
  const theirs = reviewer.review.card('CSV file')
  await theirs.approve()
  await theirs.is('succeeded')
  await expect(theirs.root.getByRole('link', { name: /bookings-EXP/ })).toBeHidden()

  const download = member.page.waitForEvent('download')
  await own.root.getByRole('link', { name: /^bookings-EXP-\d+\.csv$/ }).click()
  const file = await (await download).createReadStream()
  const text = Buffer.concat(await file.toArray()).toString()
  const [kept] = (await business.doneBy(id)).exports
  expect(kept).toMatchObject({ rows: 2, madeBy: member.person.id, csv: text })
  const [head = '', ...lines] = text.trim().split('\r\n')
  expect(head).toMatch(/^id,kind,place,/)
  expect(lines.map((line: string) => line.split(',')[0])).toEqual(ids)
  // A spreadsheet would run a cell that begins like a formula.
  expect(lines[0]).toContain(`"'=HYPERLINK(""http://example.com"",""Jane"")"`)
  expect(lines[1]).toContain(',cancelled,')

  const path = `/api/exports/${kept?.id}`
  for (const { api } of [secondMember, reviewer]) await refusal(await api.get(path), 404)

  async function someBookings(month: string): Promise<string[]> {
    const name = '=HYPERLINK("http://example.com","Jane")'
    return business.bookings(
      secondMember,
      venue satisfies Place,
      { date: `${month}-05`, time: '19:00', partySize: 3, name },
      { date: `${month}-06`, time: '12:30', partySize: 2, cancelled: true },
    )
  }
})
