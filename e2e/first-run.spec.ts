import { Actor } from './actor.ts'
import { expect, test } from './own-server.ts'

// The demo accounts belong to everybody on a server, so these flows have one to themselves.
test.slow()
const demoMember = { id: 'member', name: 'Member', role: 'member' } as const

test.beforeEach(async ({ page }) => {
  await page.request.post('/api/demo/sign-in', { data: { account: 'member' } })
  await page.request.post('/api/demo/reset')
  await page.context().clearCookies()
})

test('the first visit begins in a conversation, as the member, without a wall', async ({
  page,
}) => {
  const visitor = new Actor(demoMember, page)
  await page.goto('/')
  await expect(visitor.chat.message).toBeVisible()
  await expect(page.getByRole('button', { name: /^Account: Member/ })).toBeVisible()
  await expect(page.getByText('Built-in assistant: rules only')).toBeVisible()
  await expect(visitor.chat.suggestions.getByRole('listitem')).toHaveCount(3)
  await expect(visitor.shell.resetDemo).toBeVisible()
})

test('the three suggestions: confirm it yourself, a reviewer, refused by rule', async ({
  page,
}) => {
  const visitor = new Actor(demoMember, page)
  const pick = async (text: string) => {
    await page.goto('/')
    await visitor.chat.suggestions.getByRole('button', { name: text }).click()
    await page.waitForURL('**/c/*')
  }
  await pick('Pay invoice INV-1005')
  await visitor.chat.card('INV-1005').is('denied')
  await pick('Pay invoice INV-1001')
  await visitor.chat.card('INV-1001').approve()
  await visitor.chat.card('INV-1001').is('succeeded')
  await pick('Pay invoice INV-1002')
  const waiting = visitor.chat.card('INV-1002')
  await waiting.is('pending')
  const conversation = visitor.chat.conversationId

  await visitor.shell.become('Reviewer')
  await expect(page.getByRole('button', { name: /^Account: Reviewer/ })).toBeVisible()
  await visitor.chat.start('What is waiting for me?')
  await visitor.chat.card('INV-1002').approve()
  await visitor.chat.card('INV-1002').is('succeeded')

  await visitor.shell.become('Member')
  await expect(page.getByRole('button', { name: /^Account: Member/ })).toBeVisible()
  await visitor.chat.open(conversation)
  await expect(visitor.chat.card('INV-1002').root).toContainText('approved by Reviewer')
})

test('something waits for the reviewer already', async ({ page }) => {
  const visitor = new Actor(demoMember, page)
  await page.goto('/')
  await visitor.shell.become('Reviewer')
  const review = page.getByRole('link', { name: /^Review\s*1 waiting for you/ })
  await review.click()
  const card = visitor.review.card('INV-1006')
  await expect(card.root).toContainText('asked by Second member')
  await card.deny('Ask for a discount first.')
  await card.is('denied')
})

test('Reset demo puts everything back as it was', async ({ page, workshop }) => {
  const visitor = new Actor(demoMember, page)
  await visitor.chat.start('Pay invoice INV-1004')
  const card = visitor.chat.card('INV-1004')
  await card.approve()
  await card.is('succeeded')
  const id = await card.requestId()
  expect(await workshop.paymentsFor(id)).toHaveLength(1)

  await visitor.shell.resetDemo.click()
  await page.waitForURL('/')
  await expect(visitor.shell.conversations.getByText('Your conversations will')).toBeVisible()
  expect(await workshop.paymentsFor(id)).toEqual([])
  await visitor.chat.start('Pay invoice INV-1004')
  await visitor.chat.card('INV-1004').is('pending')
  await visitor.chat.say('What is my balance?')
  await visitor.chat.reads('The operating account holds $50,000.00.')
})
