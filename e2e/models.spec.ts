import { expect, test } from './own-model.ts'

test('a key that is refused says so, after a reload too, and Retry goes on', async ({
  member,
  model,
}) => {
  model.answers({ error: 401 }, { error: 'busy' }, { text: 'Now it works.' })
  await member.chat.start('Hello')
  const { page } = member
  await expect(page.getByText('The model provider refused the key')).toBeVisible()
  await page.reload()
  await expect(page.getByText('The model provider refused the key')).toBeVisible()
  await member.chat.retry.click()
  await expect(page.getByText('busy; try again in 20 seconds')).toBeVisible()
  await member.chat.retry.click()
  await member.chat.reads('Now it works.')
  await expect(member.chat.retry).toBeHidden()
  await expect(member.chat.thread.getByText('Hello')).toHaveCount(1)
})

test('a cut stream keeps what was said and what was asked', async ({ member, model, workshop }) => {
  const { number } = await workshop.invoice(10_00)
  const call = { name: 'pay_invoice', arguments: { invoice: number } }
  model.answers({ calls: [call] }, { hangAfter: 'It waits for' }, { text: 'It waits for you.' })
  const conversation = await member.chat.start(`Pay ${number}`)
  await member.chat.card(number).is('pending')
  await member.chat.say('And?')
  await member.chat.reads('It waits for')
  model.cut()
  await expect(member.page.getByText('The connection to the model provider broke')).toBeVisible()
  await member.chat.reads('It waits for')
  await member.chat.retry.click()
  await member.chat.reads('It waits for you.')
  await member.chat.card(number).is('pending')
  expect(await member.requestsOf(conversation)).toMatchObject([
    { status: 'pending', model: { id: 'scripted-model' } },
  ])
})

test('a payment with a real model: asked, confirmed once, told, and counted', async ({
  member,
  model,
  workshop,
}) => {
  const { number } = await workshop.invoice(10_00)
  const call = { name: 'pay_invoice', arguments: { invoice: number } }
  const usage = { input: 900, cached: 0, output: 100, reasoning: 0 }
  model.answers({ calls: [call], usage }, { text: 'It is paid.', usage })
  const conversation = await member.chat.start(`Pay ${number}`)
  const card = member.chat.card(number)
  await card.is('pending')
  await card.approve()
  await member.chat.reads('It is paid.')
  await expect(member.page.getByText('2 replies · 2,000 tokens · $2.00')).toBeVisible()
  expect(await member.requestsOf(conversation)).toMatchObject([{ status: 'succeeded' }])
})
