import { refusal } from './actor.ts'
import { nothing } from './business.ts'
import { expect, test } from './fixtures.ts'

test('an expense waits for a manager; a reviewer does not suffice', async ({
  member,
  reviewer,
  manager,
  workshop,
}) => {
  const { business } = workshop
  await member.chat.start('Submit an expense of $640 for train tickets')
  const own = member.chat.card('train tickets')
  await expect(own.root).toContainText(`Reimburse $640.00 to ${member.name}`)
  await expect(own.approveButton).toBeHidden()
  const id = await own.requestId()
  // A reviewer is not asked, so there is nothing to see either.
  await refusal(await reviewer.api.get(`/api/approvals/${id}`), 404)
  await refusal(await member.decide(id, 'approve'), 403)
  expect(await business.doneBy(id)).toEqual(nothing)

  await manager.review.openRequest(id)
  await manager.review.card(member.name).approve()
  await own.is('succeeded')
  await member.chat.reads('paid out with the next payroll')
  expect(await business.doneBy(id)).toMatchObject({
    expenses: [
      { key: `${id}.1.1`, person: member.person.id, amount: 640_00, purpose: 'train tickets' },
    ],
    facts: ['expense.approved'],
  })
})

test('above $1,000 a second person says yes as well', async ({
  member,
  reviewer,
  manager,
  workshop,
}) => {
  const { business } = workshop
  await member.chat.start('Submit an expense of $1,200 for a trade fair')
  const own = member.chat.card('trade fair')
  const id = await own.requestId()
  await manager.review.openRequest(id)
  await manager.review.card(member.name).approve()
  await expect(own.root).toContainText(`${manager.name} approved; a reviewer must approve too.`)
  await refusal(await member.decide(id, 'approve'), 403)
  expect(await business.doneBy(id)).toEqual(nothing)

  await reviewer.review.openRequest(id)
  await reviewer.review.card(member.name).approve()
  await own.is('succeeded')
  expect((await business.doneBy(id)).expenses).toMatchObject([{ amount: 1_200_00 }])
})
