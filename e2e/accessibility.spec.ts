import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { statuses } from '../domain/approval.ts'
import { approvalRequest } from '../domain/protocol.ts'
import { expect, test } from './fixtures.ts'
import { SignInPage } from './pages/sign-in-page.ts'

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices. */
async function isClean(page: Page): Promise<void> {
  // Colours are measured, so nothing may be half-way through a transition.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((n) => n.html) }))
  expect(told).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })
    // Each look at a page takes axe a second or two.
    test.slow()

    test('on the pages around the conversation', async ({ page, member, workshop }) => {
      await new SignInPage(page).open()
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
      await isClean(page)
      await page.goto('/sign-in?invitation=abc')
      await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible()
      await isClean(page)

      await member.page.goto('/')
      await expect(member.chat.suggestions).toBeVisible()
      await isClean(member.page)
      await member.page.goto('/nowhere')
      await expect(member.page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
      await isClean(member.page)

      const conversation = await member.newConversation()
      await workshop.fill(conversation, 50)
      await member.chat.open(conversation)
      await member.chat.reads('Answer number 50.')
      await isClean(member.page)
      await member.shell.account.click()
      await expect(member.page.getByRole('menu')).toBeVisible()
      await isClean(member.page)
    })

    test('in a conversation with cards', async ({ member, workshop }) => {
      const [small, large] = [await workshop.invoice(10_00), await workshop.invoice(500_00)]
      await member.chat.start(`Pay invoice ${small.number}`)
      const card = member.chat.card(small.number)
      await card.is('pending')
      await isClean(member.page)
      await card.approve()
      await card.is('succeeded')
      await member.chat.say('List open invoices')
      await member.chat.reads('open invoices')
      await member.chat.say(`Pay invoice ${large.number}`)
      await member.chat.card(large.number).is('pending')
      await member.chat.isIdle()
      await isClean(member.page)
    })

    test('in the inbox and on a request’s page', async ({ member, reviewer, workshop }) => {
      const { number } = await workshop.invoice(510_00)
      await member.chat.start(`Pay invoice ${number}`)
      const id = await member.chat.card(number).requestId()
      await reviewer.review.openRequest(id)
      const card = reviewer.review.card(number)
      await expect(reviewer.review.excerpt).toContainText(number)
      await isClean(reviewer.page)
      await card.denyButton.click()
      await expect(card.reason).toBeVisible()
      await isClean(reviewer.page)
    })

    test('on a card in each state', async ({ member, workshop }) => {
      const { number } = await workshop.invoice(520_00)
      const conversation = await member.chat.start(`Pay invoice ${number}`)
      await member.chat.card(number).is('pending')
      const [request] = await member.requestsOf(conversation)
      const seen = approvalRequest.parse(request)
      const at = new Date().toISOString()
      const vote = { by: seen.requester, verdict: 'approve', version: 1, at, reason: 'Fine.' }
      // The real request, shown in states that take days or accidents to reach.
      const items = statuses.map((status, index) => ({
        ...seen,
        id: `${seen.id}${index}`,
        title: `${status}: ${seen.title}`,
        status,
        votes: status === 'pending' ? [] : [vote],
        ...(status !== 'pending' && { decidedAt: at }),
        ...(status === 'failed' && {
          effect: { status, key: 'key', attempts: 1, error: 'The account holds too little.' },
        }),
      }))
      await member.page.route('**/api/approvals?*', (route) =>
        route.fulfill({ json: { items, nextCursor: null } }),
      )
      await member.page.goto('/review?show=decided')
      await member.review.card('unknown:').is('unknown')
      await expect(member.review.cards).toHaveCount(statuses.length - 1)
      await isClean(member.page)
      await member.page.goto('/review')
      await member.review.card('pending:').is('pending')
      await isClean(member.page)
    })
  })
}
