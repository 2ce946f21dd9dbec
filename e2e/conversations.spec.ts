import { refusal } from './actor.ts'
import { expect, test } from './fixtures.ts'

test('a conversation is called by its first message, and can be renamed', async ({ member }) => {
  await member.chat.start('What is my balance?')
  await expect(member.shell.conversation('What is my balance?')).toBeVisible()
  await member.shell.rename('What is my balance?', 'Money')
  await expect(member.shell.conversation('Money')).toBeVisible()
  await member.page.reload()
  await expect(member.shell.conversation('Money')).toBeVisible()
  await expect(member.page).toHaveTitle(/Money/)
})

test('deleting one erases it and withdraws what still waits in it', async ({
  member,
  reviewer,
  workshop,
}) => {
  const { number } = await workshop.invoice(400_00)
  const conversation = await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  await reviewer.review.openRequest(id)
  await reviewer.review.card(number).is('pending')

  await member.shell.delete(`Pay invoice ${number}`)
  await expect(member.page).toHaveURL('/')
  await expect(member.shell.conversation(`Pay invoice ${number}`)).toBeHidden()
  await reviewer.review.card(number).is('withdrawn')
  await refusal(await member.api.get(`/api/conversations/${conversation}/messages`), 404)
  expect(await reviewer.request(id)).toMatchObject({ status: 'withdrawn' })
  expect(await workshop.paymentsFor(id)).toEqual([])
})

test('one in which something is being carried out cannot be deleted until it is done', async ({
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(20_00)
  const conversation = await member.chat.start(`Pay invoice ${number}`)
  const title = `Pay invoice ${number}`
  const card = member.chat.card(number)
  const id = await card.requestId()
  await workshop.hold(conversation, 'effect.start')
  await card.approve()
  await card.is('executing')

  await member.shell.delete(title)
  await expect(member.shell.dialog.getByRole('status')).toContainText('still being carried out')
  await refusal(await member.api.delete(`/api/conversations/${conversation}`), 409)
  await member.shell.dialog.getByRole('button', { name: 'Cancel' }).click()
  await workshop.release(conversation, 'effect.start')
  await card.is('succeeded')

  await member.shell.delete(title)
  await expect(member.shell.conversation(title)).toBeHidden()
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})
