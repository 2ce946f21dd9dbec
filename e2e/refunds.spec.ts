import { refusal } from './actor.ts'
import { nothing } from './business.ts'
import { expect, test } from './fixtures.ts'

test('up to $50 the member confirms a refund', async ({ member, workshop }) => {
  const { business } = workshop
  const order = await business.order(80_00)
  await member.chat.start(`Refund $30 on order ${order.number}`)
  const card = member.chat.card(order.number)
  await expect(card.root).toContainText('$50.00 of the order can still be refunded')
  const id = await card.requestId()
  expect(await business.leftOf(order)).toBe(80_00)

  await card.approve()
  await card.is('succeeded')
  await member.chat.reads(`Done: refunded $30.00 of order ${order.number} to Jane Doe`)
  expect(await business.leftOf(order)).toBe(50_00)
  expect(await business.doneBy(id)).toMatchObject({
    refunds: [{ key: `${id}.1.1`, order: order.number, amount: 30_00, left: 50_00 }],
    payments: [{ key: `${id}.1.1`, amount: 30_00 }],
    facts: expect.arrayContaining(['order.refunded']),
  })
})

test('above $50 a reviewer does, and the member cannot', async ({ member, reviewer, workshop }) => {
  const { business } = workshop
  const order = await business.order(80_00)
  await member.chat.start(`Please refund $60 on ${order.number}, it arrived broken`)
  const own = member.chat.card(order.number)
  await own.is('pending')
  await expect(own.approveButton).toBeHidden()
  const id = await own.requestId()
  const refused = await refusal(await member.decide(id, 'approve'), 403)
  expect(refused).toMatchObject({ rule: { id: 'refund_order-reviewer' } })
  expect(await business.doneBy(id)).toEqual(nothing)

  await reviewer.review.openRequest(id)
  await reviewer.review.card(order.number).approve()
  await own.is('succeeded')
  await expect(own.status).toContainText(`approved by ${reviewer.name}`)
  expect(await business.leftOf(order)).toBe(20_00)
  expect((await business.doneBy(id)).refunds).toMatchObject([{ amount: 60_00 }])
})

test('more than what is left is not even asked for; all that is left is', async ({
  member,
  workshop,
}) => {
  const { business } = workshop
  const order = await business.order(40_00)
  const conversation = await member.chat.start(`Refund $45 on order ${order.number}`)
  await member.chat.reads(`Of order ${order.number} only $40.00 can still be refunded`)
  expect(await member.requestsOf(conversation)).toEqual([])

  await member.chat.say(`Refund order ${order.number}`)
  const card = member.chat.card(order.number)
  await card.approve()
  await card.is('succeeded')
  expect(await business.leftOf(order)).toBe(0)
  await member.chat.say(`Refund $5 on order ${order.number}`)
  await member.chat.reads(`Order ${order.number} was refunded in full already.`)
  expect(await member.requestsOf(conversation)).toHaveLength(1)
  expect(await business.leftOf(order)).toBe(0)
})

test('two members refund one order: the second sees what is left before it goes on', async ({
  member,
  secondMember,
  workshop,
}) => {
  const { business } = workshop
  const order = await business.order(50_00)
  await member.chat.start(`Refund $20 on order ${order.number}`)
  await secondMember.chat.start(`Refund $25 on order ${order.number}`)
  const [first, second] = [member.chat.card(order.number), secondMember.chat.card(order.number)]
  await second.is('pending')
  await first.approve()
  await first.is('succeeded')

  await second.approve()
  await expect(second.root).toContainText('The facts changed')
  await second.is('pending')
  const id = await second.requestId()
  expect(await business.doneBy(id)).toEqual(nothing)
  await second.approve()
  await second.is('succeeded')
  expect((await business.doneBy(id)).refunds).toMatchObject([{ key: `${id}.2.1`, left: 5_00 }])
  expect(await business.leftOf(order)).toBe(5_00)
})

test('two members refund more than an order holds: the second is refused in plain words', async ({
  member,
  secondMember,
  workshop,
}) => {
  const { business } = workshop
  const order = await business.order(50_00)
  await member.chat.start(`Refund $40 on order ${order.number}`)
  await secondMember.chat.start(`Refund $30 on order ${order.number}`)
  const [first, second] = [member.chat.card(order.number), secondMember.chat.card(order.number)]
  await second.is('pending')
  await first.approve()
  await first.is('succeeded')
  await second.approve()
  await second.is('failed')
  await expect(second.root).toContainText('so nothing was refunded')
  expect(await business.doneBy(await second.requestId())).toEqual(nothing)
  expect(await business.leftOf(order)).toBe(10_00)
})
