import { nothing } from './business.ts'
import { expect, test } from './fixtures.ts'
import { OutboxPage } from './pages/outbox-page.ts'

const pastTheWindow = 11_000

test('an e-mail inside the company is undone within ten seconds and never leaves', async ({
  member,
  workshop,
}) => {
  const conversationId = await member.chat.start(
    'E-mail sam@fernway.example: The meeting moves to Friday.',
  )
  const card = member.chat.card('sam@fernway.example')
  await expect(card.root).toContainText('Stays inside the company')
  const id = await card.requestId()
  await card.approve()
  await card.is('approved')
  await expect(card.status).toContainText('unless it is undone before')
  await card.undoButton.click()
  await card.is('undone')

  await workshop.moveClock({ conversationId, advanceMs: pastTheWindow })
  await card.is('undone')
  expect(await workshop.business.doneBy(id)).toEqual(nothing)
  expect((await member.request(id)).status).toBe('undone')
})

test('one that nobody undoes is queued, and nothing says that it was sent', async ({
  member,
  workshop,
}) => {
  const text = 'The meeting moves to Friday, same room.'
  const conversationId = await member.chat.start(`E-mail lena@fernway.example: ${text}`)
  const card = member.chat.card('lena@fernway.example')
  const id = await card.requestId()
  await card.approve()
  await card.is('approved')
  expect(await workshop.business.doneBy(id)).toEqual(nothing)

  await workshop.moveClock({ conversationId, advanceMs: pastTheWindow })
  await card.is('succeeded')
  await expect(card.status).toContainText('Queued, no mail provider connected')
  await expect(card.undoButton).toBeHidden()
  expect(await workshop.business.doneBy(id)).toMatchObject({
    mails: [{ person: member.person.id, to: 'lena@fernway.example', text, status: 'queued' }],
    facts: ['mail.queued'],
  })
  const outbox = new OutboxPage(member.page)
  await outbox.open()
  await expect(outbox.mail('lena@fernway.example')).toContainText(
    'Queued, no mail provider connected',
  )
  await expect(member.page.getByRole('main')).not.toContainText(/\bsent\b/i)

  // Once there is a provider it still waits for its person, and then leaves once.
  await outbox.connect()
  await member.page.reload()
  expect(await workshop.business.doneBy(id)).toMatchObject({ mails: [{ status: 'queued' }] })
  await outbox.sendNow('lena@fernway.example').press('Enter')
  await expect(member.page.getByRole('status').filter({ hasText: 'same room' })).toContainText(
    'Sent',
  )
  await expect(outbox.mail('lena@fernway.example')).toBeFocused()
  await expect(outbox.sendNow('lena@fernway.example')).toBeHidden()
  expect(await workshop.business.doneBy(id)).toMatchObject({
    mails: [{ to: 'lena@fernway.example', text, status: 'sent' }],
    facts: ['mail.queued', 'mail.sending', 'mail.sent'],
  })
})

test('one that leaves the company waits for a reviewer, who sees all of it', async ({
  member,
  secondMember,
  reviewer,
  workshop,
}) => {
  const text =
    'Dear Ms Park, thank you for your order. The kettle leaves our warehouse on Monday and reaches you ' +
    'by Wednesday; should anything be missing, answer this e-mail and we send it at once.'
  const conversationId = await member.chat.start(`E-mail park@example.com: ${text}`)
  const own = member.chat.card('park@example.com')
  await own.is('pending')
  await expect(own.approveButton).toBeHidden()
  const id = await own.requestId()

  await reviewer.review.openRequest(id)
  const theirs = reviewer.review.card('park@example.com')
  await expect(theirs.root).toContainText(text)
  await expect(theirs.root).toContainText('Leaves the company')
  await theirs.approve()
  await theirs.is('approved')
  await workshop.moveClock({ conversationId, advanceMs: pastTheWindow })
  await own.is('succeeded')
  expect((await workshop.business.doneBy(id)).mails).toMatchObject([
    { to: 'park@example.com', text, status: 'queued', person: member.person.id },
  ])

  const elsewhere = new OutboxPage(secondMember.page)
  await secondMember.page.goto('/')
  await elsewhere.open()
  await expect(secondMember.page.getByText('There are none yet.')).toBeVisible()
})

test('a text that the reviewer edits needs the member’s word again', async ({
  member,
  reviewer,
  secondReviewer,
  workshop,
}) => {
  const conversationId = await member.chat.start('E-mail kim@example.com: You get it for free.')
  const own = member.chat.card('kim@example.com')
  const id = await own.requestId()
  await reviewer.review.openRequest(id)
  const theirs = reviewer.review.card('kim@example.com')
  await theirs.edit({ Text: 'You get it at half price.' })
  await expect(theirs.root).toContainText('You get it at half price.')
  await expect(own.root).toContainText(`Edited by ${reviewer.name}`)
  await expect(theirs.approveButton).toBeHidden()

  await own.approve()
  await secondReviewer.review.openRequest(id)
  const last = secondReviewer.review.card('kim@example.com')
  expect(await workshop.business.doneBy(id)).toEqual(nothing)
  await last.approve()
  await own.is('approved')
  await workshop.moveClock({ conversationId, advanceMs: pastTheWindow })
  await own.is('succeeded')
  expect((await workshop.business.doneBy(id)).mails).toMatchObject([
    { key: `${id}.2.1`, text: 'You get it at half price.' },
  ])
})
