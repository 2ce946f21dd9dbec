import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test.describe('on a phone, 360 px wide', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('ask, approve, find the conversation again', async ({ member, workshop }) => {
    const { number } = await workshop.invoice(61_00)
    await member.chat.start(`Pay invoice ${number}`)
    const card = member.chat.card(number)
    await card.is('pending')
    await expect(card.approveButton).toBeInViewport()
    expect(await overflow(member.page)).toBeLessThanOrEqual(0)
    await card.approveButton.tap()
    await card.is('succeeded')
    expect(await overflow(member.page)).toBeLessThanOrEqual(0)

    await member.page.goto('/')
    expect(await overflow(member.page)).toBeLessThanOrEqual(0)
    await member.page.getByRole('button', { name: 'Conversations' }).tap()
    await member.shell.conversation(`Pay invoice ${number}`).tap()
    await card.is('succeeded')
    expect(await workshop.paymentsFor(await card.requestId())).toHaveLength(1)
  })

  test('review and deny with a reason', async ({ member, reviewer, workshop }) => {
    const { number } = await workshop.invoice(361_00, 'Northwind Catering')
    await member.chat.start(`Pay invoice ${number}`)
    await member.chat.card(number).is('pending')
    await reviewer.review.open()
    const card = reviewer.review.card(number)
    await card.deny('Not this month.')
    await card.is('denied')
    expect(await overflow(reviewer.page)).toBeLessThanOrEqual(0)
    await member.chat.card(number).is('denied')
    expect(await workshop.paymentsFor(await card.requestId())).toEqual([])
  })
})

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' })

  test('the pages follow the system, and a choice is remembered', async ({ member, workshop }) => {
    const { number } = await workshop.invoice(62_00)
    const root = member.page.locator('html')
    await member.chat.start(`Pay invoice ${number}`)
    await expect(root).toHaveAttribute('data-mode', 'dark')
    await member.chat.card(number).approve()
    await member.chat.card(number).is('succeeded')

    await member.shell.useTheme('Light')
    await expect(root).toHaveAttribute('data-mode', 'light')
    await member.page.reload()
    await expect(root).toHaveAttribute('data-mode', 'light')
    await member.chat.card(number).is('succeeded')
  })
})
