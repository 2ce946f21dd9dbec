import { refusal } from './actor.ts'
import { expect, test } from './fixtures.ts'

test.describe('an invoice that needs a reviewer', () => {
  test('is approved in the reviewer’s own chat, and the member sees it @smoke', async ({
    member,
    reviewer,
    workshop,
  }) => {
    const { number } = await workshop.invoice(300_00)
    await member.chat.start(`Pay invoice ${number}`)
    const own = member.chat.card(number)
    await own.is('pending')
    await expect(own.approveButton).toBeHidden()
    await expect(own.root).toContainText('Waiting for a reviewer')

    await reviewer.chat.start('What is waiting for me?')
    const theirs = reviewer.chat.card(number)
    await theirs.approve()

    await theirs.is('succeeded')
    await own.is('succeeded')
    await expect(own.status).toContainText(`approved by ${reviewer.name}`)
    await member.chat.reads('Done: paid $300.00')
    expect(await workshop.paymentsFor(await own.requestId())).toHaveLength(1)
  })

  test('arrives in the open inbox by itself and is approved there @smoke', async ({
    member,
    reviewer,
    workshop,
  }) => {
    const { number } = await workshop.invoice(310_00)
    await reviewer.review.open()
    await expect(reviewer.review.requests).toBeVisible()
    await member.chat.start(`Pay invoice ${number}`)

    const card = reviewer.review.card(number)
    await expect(card.root).toContainText(`asked by ${member.name}`)
    await card.approve()
    await card.is('succeeded')
    await member.chat.card(number).is('succeeded')
    expect(await workshop.paymentsFor(await card.requestId())).toHaveLength(1)
  })

  test('is read with the words that led to it, and the member sees that', async ({
    member,
    reviewer,
    workshop,
  }) => {
    const { number } = await workshop.invoice(320_00)
    await member.chat.start(`Pay invoice ${number}`)
    const own = member.chat.card(number)
    await reviewer.review.openRequest(await own.requestId())

    await expect(reviewer.review.excerpt).toContainText(`Pay invoice ${number}`)
    await expect(own.root).toContainText(`${reviewer.name} has read the conversation`)
    await reviewer.review.card(number).deny('Twice the usual price.')
    await own.is('denied')
    await member.chat.reads('Twice the usual price.')
    expect(await workshop.paymentsFor(await own.requestId())).toEqual([])
  })

  test('is nobody else’s to see or decide', async ({ member, secondMember, workshop }) => {
    const { number } = await workshop.invoice(330_00)
    await member.chat.start(`Pay invoice ${number}`)
    const card = member.chat.card(number)
    const id = await card.requestId()

    const own = await refusal(await member.decide(id, 'approve'), 403)
    expect(own).toMatchObject({ code: 'not_allowed', rule: { id: 'pay_invoice-reviewer' } })
    await refusal(await secondMember.api.get(`/api/approvals/${id}`), 404)
    await secondMember.review.openRequest(id)
    await expect(secondMember.page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
    await card.is('pending')
    expect(await workshop.paymentsFor(id)).toEqual([])
  })
})

test('two reviewers: the second is told who was first, and changes nothing', async ({
  member,
  reviewer,
  secondReviewer,
  workshop,
}) => {
  const { number } = await workshop.invoice(340_00)
  await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  // A connection that brings no news: the card still offers what is decided already.
  await secondReviewer.page.routeWebSocket('**/agents/review-desk/**', () => undefined)
  await secondReviewer.review.openRequest(id)
  const late = secondReviewer.review.card(number)
  await late.is('pending')

  await reviewer.review.openRequest(id)
  await reviewer.review.card(number).approve()
  await reviewer.review.card(number).is('succeeded')
  await late.deny('Too late.')

  await expect(late.status).toContainText(`${reviewer.name} approved this request on`)
  await late.is('succeeded')
  const answer = await secondReviewer.decide(id, 'deny')
  expect(await refusal(answer, 409)).toMatchObject({
    code: 'already_decided',
    status: 'succeeded',
    decidedBy: { id: reviewer.person.id },
  })
  expect((await member.request(id)).votes).toHaveLength(1)
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})

test('a large invoice needs a manager and one more person, in any order', async ({
  member,
  manager,
  reviewer,
  secondReviewer,
  workshop,
}) => {
  const { number } = await workshop.invoice(5_001_00)
  await member.chat.start(`Pay invoice ${number}`)
  const own = member.chat.card(number)
  const id = await own.requestId()

  await reviewer.review.openRequest(id)
  await reviewer.review.card(number).approve()
  await expect(own.root).toContainText(`${reviewer.name} approved; a manager must approve too.`)
  await refusal(await secondReviewer.decide(id, 'approve'), 403)
  expect(await workshop.paymentsFor(id)).toEqual([])

  await manager.review.openRequest(id)
  await manager.review.card(number).approve()
  await own.is('succeeded')
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})

test('a decision after the conversation moved on lands as an event and a short turn', async ({
  member,
  reviewer,
  workshop,
}) => {
  const { number } = await workshop.invoice(350_00)
  const conversation = await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  await member.chat.say('What is my balance?')
  await member.chat.reads('The operating account holds')

  await reviewer.decide(id, 'approve')
  const title = `Pay $350.00 to Harbor Print for invoice ${number}`
  await member.chat.reads(`${reviewer.name} approved: ${title}`)
  await member.chat.reads('Done: paid $350.00')
  const { items } = await (
    await member.api.get(`/api/conversations/${conversation}/messages?latest=1`)
  ).json()
  const roles = items.map(({ role }: { role: string }) => role).join(' ')
  expect(roles).toBe('user assistant user assistant system assistant')
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})
