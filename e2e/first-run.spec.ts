import { Actor } from './actor.ts'
import { isClean } from './axe.ts'
import { nothing } from './business.ts'
import { expect, test } from './own-server.ts'
import { Guide } from './pages/guide.ts'

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
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'An assistant that asks before it acts',
  )
  await expect(page.getByRole('button', { name: /^Account: Member/ })).toBeVisible()
  await expect(page.getByText('Built-in assistant: rules only')).toBeVisible()
  await expect(visitor.chat.suggestions.getByRole('listitem')).toHaveText([
    /^You confirm it/,
    /^A reviewer confirms it/,
    /^A rule refuses it/,
  ])
  await expect(visitor.shell.resetDemo).toBeVisible()
})

test('within a minute, by clicks alone: one confirmed, one answered by a reviewer, one refused', async ({
  page,
  workshop,
}) => {
  const began = Date.now()
  const { business } = workshop
  const visitor = new Actor(demoMember, page)
  const guide = new Guide(page)
  await page.goto('/')
  await visitor.chat.suggestions.getByRole('button').first().click()
  const table = visitor.chat.card('Luma')
  await expect(guide.words).toContainText('Nothing has happened yet.')
  await table.is('pending')
  await table.approve()
  await table.is('succeeded')
  const booked = await table.requestId()

  await expect(guide.words).toContainText('Done, because you said yes.')
  await guide.next.click()
  const invoice = visitor.chat.card('INV-1002')
  await invoice.is('pending')
  await expect(invoice.approveButton).toBeHidden()
  const conversation = visitor.chat.conversationId

  await expect(guide.words).toContainText('It waits for a reviewer; you cannot approve it.')
  await guide.next.click()
  await page.waitForURL('**/review/*')
  await expect(page.getByRole('button', { name: /^Account: Reviewer/ })).toBeVisible()
  await expect(guide.words).toContainText('You are the Reviewer now.')
  const asked = visitor.review.card('INV-1002')
  const paid = await asked.requestId()
  expect(await workshop.paymentsFor(paid)).toEqual([])
  await asked.approve()
  await asked.is('succeeded')

  await guide.next.click()
  await page.waitForURL(`**/c/${conversation}`)
  await expect(page.getByRole('button', { name: /^Account: Member/ })).toBeVisible()
  await expect(invoice.status).toContainText('approved by Reviewer')
  await expect(guide.words).toContainText('Last, one that nobody may approve')
  await guide.next.click()
  const refused = visitor.chat.card('INV-1005')
  await refused.is('denied')
  await expect(guide.words).toContainText('That is all')
  expect(Date.now() - began).toBeLessThan(60_000)

  expect((await business.doneBy(booked)).booked).toMatchObject([
    { place: 'luma', partySize: 4, time: '19:00', bookedBy: 'member', status: 'confirmed' },
  ])
  expect(await workshop.paymentsFor(paid)).toMatchObject([{ amount: 1_850_00 }])
  expect(await business.doneBy(await refused.requestId())).toEqual(nothing)

  await page.goto('/')
  await expect(visitor.chat.suggestions.getByText('Done')).toHaveCount(3)
})

test('the guide is not in the way: it is dismissed for good, and begins anew with the demo', async ({
  page,
}) => {
  const visitor = new Actor(demoMember, page)
  const guide = new Guide(page)
  await visitor.chat.start('What is my balance?')
  await visitor.chat.reads('The operating account holds')
  await expect(guide.words).toContainText('Begin with one that you confirm yourself')
  await guide.hide.click()
  await expect(guide.root).toBeHidden()
  await page.reload()
  await visitor.chat.reads('The operating account holds')
  await expect(guide.root).toBeHidden()

  await visitor.shell.resetDemo.click()
  await page.waitForURL('/')
  await visitor.chat.start('What is my balance?')
  await expect(guide.words).toContainText('Begin with one that you confirm yourself')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })
    test('on the start page and in the guide', async ({ page }) => {
      const guide = new Guide(page)
      const visitor = new Actor(demoMember, page)
      await page.goto('/')
      await expect(visitor.chat.suggestions).toBeVisible()
      await isClean(page)
      await visitor.chat.suggestions.getByRole('button', { name: 'INV-1005' }).click()
      await visitor.chat.card('INV-1005').is('denied')
      await expect(guide.next).toBeVisible()
      await visitor.chat.isIdle()
      await isClean(page)
    })
  })
}

test('who denies as the reviewer reads their reason in the member’s conversation', async ({
  page,
  workshop,
}) => {
  const visitor = new Actor(demoMember, page)
  const guide = new Guide(page)
  await page.goto('/')
  await visitor.chat.suggestions.getByRole('button', { name: 'Pay invoice INV-1002' }).click()
  const id = await visitor.chat.card('INV-1002').requestId()
  await guide.next.click()
  await visitor.review.card('INV-1002').deny('Twice the price of last year.')
  await visitor.review.card('INV-1002').is('denied')
  await guide.next.click()
  await expect(visitor.chat.card('INV-1002').root).toContainText('Twice the price of last year.')
  expect(await workshop.paymentsFor(id)).toEqual([])
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
