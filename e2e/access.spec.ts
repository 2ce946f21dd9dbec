import { json, refusal } from './actor.ts'
import { nothing } from './business.ts'
import { expect, test } from './fixtures.ts'

test('a role is given by a manager, and counts everywhere at once', async ({
  member,
  secondMember,
  reviewer,
  manager,
  workshop,
}) => {
  const { business } = workshop
  // Whoever gets the role has a page open, and a request of somebody else waits for a reviewer.
  await secondMember.chat.start('What is pending?')
  await secondMember.chat.reads('Nothing of yours is pending.')
  const closed = await secondMember.page.evaluateHandle((path) => {
    const socket = new WebSocket(path)
    const opened = new Promise((resolve) => socket.addEventListener('open', resolve))
    const ended = new Promise((resolve) => socket.addEventListener('close', resolve))
    return opened.then(() => ({ ended: ended.then(() => 'closed') }))
  }, `/agents/chat-agent/${secondMember.chat.conversationId}`)
  const { number } = await workshop.invoice(300_00)
  await member.chat.start(`Pay invoice ${number}`)
  const waiting = await member.chat.card(number).requestId()
  await refusal(await secondMember.api.get(`/api/approvals/${waiting}`), 404)

  await member.chat.say(`Give ${secondMember.name} reviewer access`)
  const own = member.chat.card(`Give ${secondMember.name} the role reviewer`)
  await expect(own.root).toContainText('Member becomes reviewer')
  await expect(own.approveButton).toBeHidden()
  const id = await own.requestId()
  await refusal(await member.decide(id, 'approve'), 403)
  // A reviewer is not asked, so there is nothing to see either.
  await refusal(await reviewer.api.get(`/api/approvals/${id}`), 404)
  expect(await business.roleOf(secondMember)).toBe('member')

  await manager.review.openRequest(id)
  await manager.review.card(secondMember.name).approve()
  await own.is('succeeded')
  expect(await business.roleOf(secondMember)).toBe('reviewer')
  expect(await business.doneBy(id)).toEqual({
    ...nothing,
    accessChanges: [
      {
        key: `${id}.1.1`,
        person: secondMember.person.id,
        name: secondMember.name,
        from: 'member',
        to: 'reviewer',
        askedBy: member.person.id,
        at: expect.any(Number),
      },
    ],
    facts: ['access.changed'],
  })
  expect(await closed.evaluate(({ ended }) => ended)).toBe('closed')
  expect(await json(await secondMember.api.get('/api/me'))).toMatchObject({ role: 'reviewer' })
  expect((await secondMember.decide(waiting, 'approve')).status()).toBe(200)
  await member.chat.card(number).is('succeeded')
  await secondMember.page.goto('/')
  await expect(secondMember.page.getByRole('link', { name: /^Review/ })).toBeVisible()
})

test('nobody gives themselves a role, and a manager’s takes two people', async ({
  member,
  manager,
  reviewer,
  somebody,
  workshop,
}) => {
  const { business } = workshop
  const otherManager = await somebody('manager')
  await manager.chat.start(`Give ${manager.name} admin access`)
  const own = await manager.chat.card(`Give ${manager.name} the role admin`).requestId()
  await refusal(await manager.decide(own, 'approve'), 403)

  // Whom it is about does not suffice: a second person looks as well.
  await member.chat.start(`Make ${otherManager.name} an auditor`)
  const card = member.chat.card(`Give ${otherManager.name} the role auditor`)
  const id = await card.requestId()
  expect((await otherManager.decide(id, 'approve')).status()).toBe(200)
  await expect(card.root).toContainText(`${otherManager.name} approved`)
  expect(await business.roleOf(otherManager)).toBe('manager')
  expect((await reviewer.decide(id, 'approve')).status()).toBe(200)
  await card.is('succeeded')
  expect(await business.roleOf(otherManager)).toBe('auditor')
  expect(await business.roleOf(manager)).toBe('manager')
  expect(await business.doneBy(own)).toEqual(nothing)
})

test('a role that changed meanwhile is not changed on an old yes', async ({
  member,
  secondMember,
  manager,
  workshop,
}) => {
  const { business } = workshop
  await member.chat.start(`Give ${secondMember.name} auditor access`)
  const card = member.chat.card(secondMember.name)
  const id = await card.requestId()
  await manager.api.post(`/e2e/accounts/${secondMember.person.id}/role`, {
    data: { role: 'reviewer' },
  })
  await manager.decide(id, 'approve')
  await expect(card.root).toContainText('The facts changed')
  await expect(card.root).toContainText('Reviewer becomes auditor')
  await card.is('pending')
  expect(await business.roleOf(secondMember)).toBe('reviewer')
  expect(await business.doneBy(id)).toEqual(nothing)
})
