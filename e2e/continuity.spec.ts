import { expect, test } from './fixtures.ts'

test('a request that waits is still there after a reload, and is paid then', async ({
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(21_00)
  await member.chat.start(`Pay invoice ${number}`)
  await member.chat.card(number).is('pending')
  await member.page.reload()
  const card = member.chat.card(number)
  await card.approve()
  await card.is('succeeded')
  expect(await workshop.paymentsFor(await card.requestId())).toHaveLength(1)
})

test('a second tab follows: the question, the card, the decision, the reply', async ({
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(22_00)
  const conversation = await member.chat.start('Hello')
  const other = await member.secondTab()
  await other.chat.open(conversation)
  await other.chat.reads('Hello')

  await member.chat.say(`Pay invoice ${number}`)
  await other.chat.reads(`Pay invoice ${number}`)
  await other.chat.card(number).is('pending')
  await member.chat.card(number).approve()
  await other.chat.card(number).is('succeeded')
  await other.chat.reads('Done: paid $22.00')
  expect(await workshop.paymentsFor(await member.chat.card(number).requestId())).toHaveLength(1)
})

test('a reply goes on through a reload in its middle', async ({ member, workshop }) => {
  const conversation = await member.newConversation()
  await workshop.script(conversation, [
    { text: 'This is the first half, ' },
    { point: 'middle' },
    { text: 'and this is the second.' },
  ])
  await workshop.hold(conversation, 'middle')
  await member.chat.open(conversation)
  await member.chat.say('Tell me something long')
  await member.chat.reads('This is the first half,')

  await member.page.reload()
  await member.chat.reads('This is the first half,')
  await workshop.release(conversation, 'middle')
  await member.chat.reads('This is the first half, and this is the second.')
  await member.chat.isIdle()
  await expect(member.chat.thread.getByText('This is the first half')).toHaveCount(1)
})

test('stored messages that arrive late take nothing away', async ({ member }) => {
  const { promise: late, resolve: arrive } = Promise.withResolvers<void>()
  const { page, chat } = member
  await page.route('**/messages?latest=1', async (route) => {
    // As they were before the first message was stored.
    const response = await route.fetch()
    await late
    await route.fulfill({ response })
  })
  await chat.start('What is my balance?')
  await chat.reads('The operating account holds')
  arrive()
  await page.unrouteAll({ behavior: 'wait' })
  // The page has drawn what it was given.
  await page.evaluate(() => new Promise((drawn) => requestIdleCallback(drawn)))
  await chat.reads('The operating account holds')
})

test('words sent by a script reach the open page', async ({ member }) => {
  const conversation = await member.chat.start('Hello')
  await member.api.post(`/api/conversations/${conversation}/messages`, {
    data: { text: 'What is my balance?', timeZone: 'Europe/Berlin' },
  })
  await member.chat.reads('What is my balance?')
  await member.chat.reads('The operating account holds')
})

test('earlier messages of a long conversation are there on request', async ({
  member,
  workshop,
}) => {
  const conversation = await member.newConversation()
  await workshop.fill(conversation, 200)
  await member.chat.open(conversation)
  await member.chat.reads('Answer number 200.')
  await expect(member.chat.thread).not.toContainText('Question number 101.')
  const earlier = member.page.getByRole('button', { name: 'Show earlier messages' })
  await earlier.click()
  await member.chat.reads('Question number 121.')
  await earlier.click()
  await member.chat.reads('Question number 101.')
})
