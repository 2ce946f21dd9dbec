import type { Actor } from './actor.ts'
import { expect, test } from './fixtures.ts'
import { Card } from './pages/card.ts'
import { GrantsPage } from './pages/grants-page.ts'
import type { Workshop } from './workshop.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Asks for a payment and waits for its card, whatever becomes of its title. */
async function asksFor(member: Actor, text: string) {
  const conversation = await member.chat.start(text)
  const card = new Card(member.page, 'Harbor Print')
  await card.is('pending')
  return { conversation, card, id: await card.requestId() }
}

/** The card on the request's own page. */
async function opens(actor: Actor, id: string): Promise<Card> {
  await actor.review.openRequest(id)
  const card = new Card(actor.page, 'Harbor Print')
  await expect(card.root).toBeVisible()
  return card
}

test.describe('editing', () => {
  test('by the member: the diff before and after, and what is paid @smoke', async ({
    member,
    workshop,
  }) => {
    const { card, id } = await asksFor(member, 'Send $40 to Harbor Print')
    await card.editButton.click()
    await expect(card.field('Payee')).toBeFocused()
    await expect(card.field('Amount')).toHaveValue('40.00')
    await card.field('Amount').fill('60')
    await expect(card.root).toContainText('What you change')
    await expect(card.root.getByRole('form')).toContainText('$40.00 → , now $60.00')
    await card.saveChanges.click()

    await expect(card.root).toContainText('Edited by you')
    await expect(card.root.getByRole('heading')).toHaveText('Send $60.00 to Harbor Print')
    await card.approve()
    await card.is('succeeded')
    expect(await workshop.paymentsFor(id)).toMatchObject([{ key: `${id}.2.1`, amount: 60_00 }])
  })

  test('by a reviewer: the member confirms again, and so does another reviewer', async ({
    member,
    reviewer,
    secondReviewer,
    workshop,
  }) => {
    const { card, id } = await asksFor(member, 'Send $311 to Harbor Print')
    const theirs = await opens(reviewer, id)
    await theirs.edit({ Amount: '290', Memo: 'Without the express fee' })
    await expect(theirs.root).toContainText('Edited by you')
    await expect(theirs.approveButton).toBeHidden()

    await expect(card.root).toContainText(`Edited by ${reviewer.name}`)
    await expect(card.root).toContainText(`You and a reviewer, but not ${reviewer.name}`)
    await card.approve()
    await expect(card.root).toContainText('You approved; a reviewer must approve too.')
    await (await opens(secondReviewer, id)).approve()
    await card.is('succeeded')
    await expect(card.root).toContainText(`${reviewer.name} edited it`)
    expect(await workshop.paymentsFor(id)).toMatchObject([{ amount: 290_00 }])
  })

  test('on a version that has changed meanwhile keeps what was typed', async ({ member }) => {
    const { card, id } = await asksFor(member, 'Send $41 to Harbor Print')
    await card.editButton.click()
    await card.field('Memo').fill('For the open day')
    const { version, digest } = await member.request(id)
    const elsewhere = await member.api.post(`/api/approvals/${id}/edits`, {
      data: { version, digest, input: { amount: 45_00 } },
    })
    expect(elsewhere.ok()).toBe(true)

    await card.saveChanges.click()
    await expect(card.status).toContainText('changed this request on')
    await expect(card.field('Memo')).toHaveValue('For the open day')
    await expect(card.field('Amount')).toHaveValue('45.00')
    await card.saveChanges.click()
    await expect(card.root.getByRole('form')).toBeHidden()
    expect(await member.request(id)).toMatchObject({
      version: 3,
      input: { amount: 45_00, memo: 'For the open day' },
    })
  })

  test('says beside the field what is wrong, and sends nothing', async ({ member }) => {
    const { card, id } = await asksFor(member, 'Send $42 to Harbor Print')
    await card.edit({ Amount: 'plenty' })
    await expect(card.field('Amount')).toBeFocused()
    await expect(card.field('Amount')).toHaveAccessibleDescription(/like 40 or 1,850\.00/)
    await card.field('Amount').fill('42.00')
    await card.saveChanges.click()
    await expect(card.root).toContainText('Change something first.')
    // What only the server can tell comes back to the same place.
    await card.field('Payee').fill('Nobody & Sons')
    await card.saveChanges.click()
    await expect(card.root).toContainText('I know no payee called Nobody & Sons')
    expect(await member.request(id)).toMatchObject({ version: 1 })
    await member.page.keyboard.press('Escape')
    await expect(card.editButton).toBeFocused()
  })

  test('by keyboard alone', async ({ member }) => {
    const { card, id } = await asksFor(member, 'Send $51 to Harbor Print')
    const { keyboard } = member.page
    await card.editButton.focus()
    await keyboard.press('Enter')
    await expect(card.field('Payee')).toBeFocused()
    await keyboard.press('Tab')
    await expect(card.field('Amount')).toBeFocused()
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type('52.50')
    await keyboard.press('Enter')
    await expect(card.root).toContainText('Edited by you')
    await expect(card.root).toBeFocused()
    expect(await member.request(id)).toMatchObject({ version: 2, input: { amount: 52_50 } })
  })

  test('makes void what others answered, and they read why', async ({
    member,
    reviewer,
    secondReviewer,
  }) => {
    const { card, id } = await asksFor(member, 'Send $6,100 to Harbor Print')
    const theirs = await opens(reviewer, id)
    await theirs.approve()
    await expect(theirs.root).toContainText('You approved; a manager must approve too.')
    await card.edit({ Amount: '400' })
    await expect(theirs.root).toContainText(`Edited by ${member.name}`)
    await expect(theirs.root).toContainText('Your yes to version 1 no longer counts.')
    await (await opens(secondReviewer, id)).approve()
    await card.is('succeeded')
    await expect(card.root).toContainText(
      `${reviewer.name} approved version 1, which no longer counts`,
    )
  })
})

for (const width of [1280, 360]) {
  test(`at ${width} pixels the card keeps its height while an answer is on its way`, async ({
    member,
    workshop,
  }) => {
    await member.page.setViewportSize({ width, height: 900 })
    const { card, conversation } = await asksFor(member, 'Send $49 to Harbor Print')
    const height = async () => (await card.root.boundingBox())?.height
    const before = await height()
    await workshop.hold(conversation, 'decision.armed')
    await card.approve()
    await expect(card.status).toHaveText('Recording…')
    await expect(card.approveButton).toBeHidden()
    expect(await height()).toBe(before)
    await workshop.release(conversation, 'decision.armed')
    await card.is('succeeded')
  })
}

test.describe('the clock', () => {
  test('can be given more time by whoever asked or is asked', async ({ member, reviewer }) => {
    const { card, id } = await asksFor(member, 'Send $312 to Harbor Print')
    const expiry = async () => Date.parse((await member.request(id)).expiresAt ?? '')
    const first = await expiry()
    await card.extend('1 day')
    await expect(card.status).toContainText('It now waits until')
    await expect(card.moreTime).toBeFocused()
    expect(await expiry()).toBe(first + DAY)
    await (await opens(reviewer, id)).extend('1 week')
    await expect.poll(expiry).toBe(first + 8 * DAY)
  })

  test('reminds, brings in a manager, and then ends it', async ({ member, manager, workshop }) => {
    const { card, conversation, id } = await asksFor(member, 'Send $43 to Harbor Print')
    await expect(card.root).toContainText('A reminder goes out')
    await workshop.moveClock({ conversationId: conversation, advanceMs: 5 * HOUR })
    await expect(card.root).toContainText('A reminder went out')
    await workshop.moveClock({ conversationId: conversation, advanceMs: 20 * HOUR })
    await expect(card.root).toContainText('It went to a manager as well')
    await expect(card.root).toContainText('You or a manager')
    await expect((await opens(manager, id)).approveButton).toBeVisible()
    await workshop.moveClock({ conversationId: conversation, advanceMs: 7 * DAY })
    await card.is('expired')
    await expect(card.root).toContainText('Nobody answered in time')
    await expect(card.root).toContainText('Expired ·')
    expect(await workshop.paymentsFor(id)).toEqual([])
  })
})

test.describe('an outcome that nobody knows', () => {
  /** Approved, and six attempts that gave no answer. */
  async function unknown(member: Actor, workshop: Workshop, text: string, attempts = 6) {
    const asked = await asksFor(member, text)
    await workshop.fail(asked.conversation, 'tool.run', attempts)
    await asked.card.approve()
    await expect(async () => {
      await workshop.moveClock({ conversationId: asked.conversation, advanceMs: 60_000 })
      await asked.card.is('unknown', { timeout: 300 })
    }).toPass()
    return asked
  }

  test('is looked up again, and paid once', async ({ member, workshop }) => {
    const { card, id } = await unknown(member, workshop, 'Send $44 to Harbor Print', 7)
    await expect(card.status).toContainText('nobody can say yet whether it happened')
    await card.checkAgain.click()
    await expect(card.status).toContainText('It is still not known')
    await card.checkAgain.click()
    await card.is('succeeded')
    await expect(card.status).not.toContainText('not known')
    expect(await workshop.paymentsFor(id)).toHaveLength(1)
  })

  test('is settled by a manager who says how they know', async ({ member, manager, workshop }) => {
    const { card, id } = await unknown(member, workshop, 'Send $45 to Harbor Print', 50)
    await expect(card.settleButton).toBeHidden()
    const theirs = await opens(manager, id)
    await theirs.settle('It did not happen', '')
    await expect(theirs.root).toContainText('Please say how you know.')
    await theirs.field('How do you know?').fill('The bank has no trace of it.')
    await theirs.root.getByRole('button', { name: 'Settle', exact: true }).click()
    await card.is('failed')
    await expect(card.status).toContainText(`but not done, as ${manager.name} settled it.`)
    await expect(card.root).toContainText('The bank has no trace of it.')
    expect(await workshop.paymentsFor(id)).toEqual([])
  })
})

test.describe('a grant', () => {
  test('is given from the card, used, metered and revoked', async ({ member, workshop }) => {
    const { card } = await asksFor(member, 'Send $40 to Harbor Print')
    await expect(card.dontAskAgain).toBeHidden()
    await card.approve()
    await card.is('succeeded')
    await card.dontAskAgain.click()
    await expect(card.root).toContainText('Send payments to Harbor Print up to $40.00 each')
    await expect(card.field('How many times')).toHaveValue('5')
    await card.field('In total at most').fill('100')
    await card.giveGrant.click()
    await expect(card.root.getByRole('link', { name: 'See your grants' })).toBeVisible()

    await member.chat.start('Send $30 to Harbor Print')
    const second = new Card(member.page, '$30.00')
    await second.is('succeeded')
    await expect(second.root).toContainText('allowed by a grant')
    await expect(second.root).toContainText(`${member.name} said yes to such requests in advance`)
    expect(await workshop.paymentsFor(await second.requestId())).toHaveLength(1)

    const page = new GrantsPage(member.page)
    await page.open()
    const grant = page.grant('Send payments to Harbor Print')
    await expect(grant.getByRole('meter', { name: 'Times used' })).toHaveAttribute(
      'aria-valuetext',
      '1 of 5',
    )
    await expect(grant.getByRole('meter', { name: 'Spent' })).toHaveAttribute(
      'aria-valuetext',
      '$30.00 of $100.00',
    )
    await page.revoke('Send payments to Harbor Print')
    await expect(grant).toContainText('Revoked by you')
    await expect(grant.getByRole('button', { name: 'Revoke' })).toBeHidden()
    await expect(grant).toBeFocused()

    await member.chat.start('Send $20 to Harbor Print')
    await new Card(member.page, '$20.00').is('pending')
  })

  test('is not offered to whom it is not, and refused limits are said', async ({
    member,
    reviewer,
  }) => {
    const { card, id } = await asksFor(member, 'Send $313 to Harbor Print')
    const theirs = await opens(reviewer, id)
    await theirs.approve()
    await card.is('succeeded')
    await expect(card.dontAskAgain).toBeHidden()
    await theirs.dontAskAgain.click()
    await expect(theirs.root).toContainText(`when ${member.name} asks the assistant for it`)
    await theirs.field('How many times').fill('1000')
    await theirs.root.getByLabel('Until the end of').fill('2020-01-01')
    await theirs.giveGrant.click()
    await expect(theirs.root).toContainText('Give 100 or less.')
    await theirs.field('How many times').fill('1')
    await theirs.giveGrant.click()
    await expect(theirs.root).toContainText('Give an end that is still to come.')
  })
})

test('a newer ask replaces one that waits, and leads there', async ({ member }) => {
  await asksFor(member, 'Send $46 to Harbor Print')
  const older = new Card(member.page, '$46.00')
  await member.chat.say('Send $47 to Harbor Print')
  await older.is('superseded')
  await expect(older.status).toContainText('Replaced by you with a newer request')
  await older.root.getByRole('link', { name: 'Show the newer request' }).click()
  await expect(new Card(member.page, '$47.00').root).toBeFocused()
})

test('the seconds in which it can be undone: once told, and by keyboard', async ({ member }) => {
  const { card, id } = await asksFor(member, 'Send $48 to Harbor Print')
  const seen = await member.request(id)
  const at = new Date().toISOString()
  const undoUntil = new Date(Date.now() + 60_000).toISOString()
  const vote = { by: seen.requester, verdict: 'approve', version: 1, at }
  const approved = { ...seen, status: 'approved', votes: [vote], decidedAt: at, undoUntil }
  const undone = { ...approved, status: 'undone', closedBy: seen.requester }
  const { page } = member
  // No tool of this workspace waits before it acts; the card is the same for those that do.
  await page.route(`**/api/approvals/${id}`, (route) => route.fulfill({ json: approved }))
  await page.route(`**/api/approvals/${id}/undo`, (route) => route.fulfill({ json: undone }))
  await page.goto(`/review/${id}`)
  await expect(card.status).toContainText('unless it is undone before')
  const told = await card.status.textContent()
  const counting = card.root.getByText(/Carried out in 0:\d\d/)
  const first = await counting.textContent()
  await expect(counting).not.toHaveText(first ?? '')
  expect(await card.status.textContent()).toBe(told)
  await card.undoButton.focus()
  await page.keyboard.press('Enter')
  await card.is('undone')
  await expect(card.root).toBeFocused()
})
