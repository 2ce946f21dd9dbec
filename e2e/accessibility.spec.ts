import { statuses } from '../domain/approval.ts'
import { approvalRequest } from '../domain/protocol.ts'
import { isClean } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { OutboxPage } from './pages/outbox-page.ts'
import { PolicyPage } from './pages/policy-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'

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

    test('on cards of every day, and in the outbox', async ({ member, workshop }) => {
      const conversationId = await member.chat.start('E-mail lena@fernway.example: See you at ten.')
      const mail = member.chat.card('lena@fernway.example')
      await mail.approve()
      await mail.is('approved')
      await expect(mail.undoButton).toBeVisible()
      await isClean(member.page)
      await workshop.moveClock({ conversationId, advanceMs: 11_000 })
      await mail.is('succeeded')
      await member.chat.say('Submit an expense of $640 for train tickets')
      await member.chat.card('train tickets').is('pending')
      await member.chat.isIdle()
      await isClean(member.page)
      const outbox = new OutboxPage(member.page)
      await outbox.open()
      await expect(outbox.mail('lena@fernway.example')).toContainText('Queued')
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

    test('on the policy and its editor', async ({ admin }) => {
      const policy = new PolicyPage(admin.page)
      await policy.open()
      const { rules, ...document } = await policy.read()
      await policy.attempt({ Action: 'Send payment', Amount: '$40' })
      await expect(policy.answer).toContainText('You would have to confirm it yourself.')
      await policy.propose({ ...document, rules: [{ ...rules[0], approvers: [] }] })
      await expect(policy.faults).toBeVisible()
      await isClean(admin.page)
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
