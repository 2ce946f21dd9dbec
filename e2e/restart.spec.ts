import { expect, test } from './own-server.ts'

// A start after a kill takes seconds, and the alarm that settles what was cut off a few more.
test.describe.configure({ timeout: 90_000 })
const soon = { timeout: 30_000 }

test('kill -9 while a request waits: it still waits, and is paid once approved', async ({
  member,
  workshop,
  server,
}) => {
  const { number } = await workshop.invoice(31_00)
  await member.chat.start(`Pay invoice ${number}`)
  const card = member.chat.card(number)
  await card.is('pending')
  const id = await card.requestId()
  await server.killAndRestart()

  // The open page comes back by itself.
  await card.approve()
  await card.is('succeeded', soon)
  await expect(member.chat.thread).toContainText('Done: paid $31.00', soon)
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})

// Before the payment, and between the payment and the note that it happened.
for (const point of ['effect.start', 'effect.done']) {
  test(`kill -9 right after Approve, at ${point}: paid once, without a visitor`, async ({
    member,
    workshop,
    server,
  }) => {
    const { number } = await workshop.invoice(32_00)
    const conversation = await member.chat.start(`Pay invoice ${number}`)
    const card = member.chat.card(number)
    const id = await card.requestId()
    await workshop.hold(conversation, point)
    await card.approve()
    await card.is('executing')
    await expect.poll(() => workshop.held(conversation)).toEqual([point])
    // Nobody is there when the server comes back.
    await member.page.goto('about:blank')
    await server.killAndRestart()

    await expect.poll(() => workshop.paymentsFor(id), soon).toHaveLength(1)
    await member.chat.open(conversation)
    await card.is('succeeded', soon)
    await expect(member.chat.thread).toContainText('Done: paid $32.00', soon)
    expect(await member.request(id)).toMatchObject({ effect: { status: 'succeeded' } })
    expect(await workshop.paymentsFor(id)).toHaveLength(1)
  })
}

test('kill -9 in the middle of a reply: it goes on by itself', async ({
  member,
  workshop,
  server,
}) => {
  const conversation = await member.newConversation()
  // The server stores a reply a few words at a time; what is long enough is stored in part.
  const first = `This is the first half, ${'and on and on, '.repeat(20)}`
  await workshop.script(
    conversation,
    [{ text: first }, { point: 'middle' }, { text: 'lost with the power.' }],
    [{ text: 'and this is the second.' }],
  )
  await workshop.hold(conversation, 'middle')
  await member.chat.open(conversation)
  await member.chat.say('Tell me something long')
  await expect.poll(() => workshop.held(conversation)).toEqual(['middle'])
  await member.chat.reads('This is the first half,')
  await server.killAndRestart()

  await expect(member.chat.thread).toContainText('and this is the second.', soon)
  await expect(member.chat.thread).toHaveAttribute('aria-busy', 'false', soon)
  await member.page.reload()
  await member.chat.reads('This is the first half,')
  await member.chat.reads('and this is the second.')
  await expect(member.chat.thread.getByText('Tell me something long')).toHaveCount(1)
})

test('words written while the server is away are sent when it is back', async ({
  member,
  server,
}) => {
  await member.chat.start('Hello')
  await member.chat.isIdle()
  await server.kill()
  await expect(member.page.getByText('Reconnecting…')).toBeVisible(soon)
  await member.chat.say('What is my balance?')
  await server.restart()
  await expect(member.chat.thread).toContainText('The operating account holds', soon)
  await expect(member.chat.thread.getByText('What is my balance?')).toHaveCount(1)
})
