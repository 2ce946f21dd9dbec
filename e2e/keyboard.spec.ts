import { expect, type Locator } from '@playwright/test'
import type { Actor } from './actor.ts'
import { test } from './fixtures.ts'

/** Presses Tab until this has the focus, as somebody without a pointer would. */
async function tabTo({ page }: Actor, target: Locator, key = 'Tab'): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    await expect(target).toBeFocused({ timeout: 50 })
  }).toPass({ intervals: [0] })
}

test('ask and approve by keyboard alone @smoke', async ({ member, workshop }) => {
  const { number } = await workshop.invoice(51_00)
  await member.page.goto('/')
  await expect(member.chat.message).toBeFocused()
  await member.page.keyboard.type(`Pay invoice ${number}`)
  await member.page.keyboard.press('Enter')
  const card = member.chat.card(number)
  await card.is('pending')
  await expect(member.chat.message).toBeFocused()
  // A stray key does not decide anything.
  await member.page.keyboard.press('Enter')
  await card.is('pending')

  await tabTo(member, card.approveButton, 'Shift+Tab')
  await member.page.keyboard.press('Enter')
  await card.is('succeeded')
  expect(await workshop.paymentsFor(await card.requestId())).toHaveLength(1)
})

test('deny with a reason by keyboard alone', async ({ member, workshop }) => {
  const { number } = await workshop.invoice(52_00)
  await member.chat.start(`Pay invoice ${number}`)
  const card = member.chat.card(number)
  await card.is('pending')
  await tabTo(member, card.denyButton, 'Shift+Tab')
  await member.page.keyboard.press('Enter')
  await expect(card.reason).toBeFocused()
  await member.page.keyboard.press('Escape')
  await expect(card.denyButton).toBeFocused()
  await member.page.keyboard.press('Enter')
  await member.page.keyboard.type('Not now.')
  await tabTo(member, card.denyRequest)
  await member.page.keyboard.press('Enter')
  await card.is('denied')
  await expect(card.root).toContainText('Not now.')
  expect(await workshop.paymentsFor(await card.requestId())).toEqual([])
})

test('review by keyboard alone', async ({ member, reviewer, workshop }) => {
  const { number } = await workshop.invoice(353_00)
  await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  await reviewer.review.openRequest(id)
  const card = reviewer.review.card(number)
  await card.is('pending')
  await tabTo(reviewer, card.approveButton)
  await reviewer.page.keyboard.press('Space')
  await card.is('succeeded')
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})
