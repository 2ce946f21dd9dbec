import { expect, test } from './fixtures.ts'

test('a reply can be had again, in place of the first', async ({ member, workshop }) => {
  const conversation = await member.newConversation()
  await workshop.script(
    conversation,
    [{ text: 'One way to say it.' }],
    [{ text: 'Another way to say it.' }],
  )
  await member.chat.open(conversation)
  await member.chat.say('Say it')
  await member.chat.reads('One way to say it.')
  await member.chat.regenerate.click()
  await member.chat.reads('Another way to say it.')
  await expect(member.chat.thread).not.toContainText('One way to say it.')
  await member.page.reload()
  await member.chat.reads('Another way to say it.')
  await expect(member.chat.thread).not.toContainText('One way to say it.')
})

test('a reply from before a reload can be had again too', async ({ member, workshop }) => {
  const conversation = await member.newConversation()
  await workshop.script(conversation, [{ text: 'Before.' }], [{ text: 'Afterwards.' }])
  await member.chat.open(conversation)
  await member.chat.say('Say it')
  await member.chat.reads('Before.')
  await member.page.reload()
  await member.chat.regenerate.click()
  await member.chat.reads('Afterwards.')
  await expect(member.chat.thread).not.toContainText('Before.')
})

test('a reply that led to a request stays', async ({ member, workshop }) => {
  const { number } = await workshop.invoice(10_00)
  const conversation = await member.chat.start(`Pay invoice ${number}`)
  await member.chat.card(number).is('pending')
  await member.chat.isIdle()
  await expect(member.chat.regenerate).toBeHidden()

  const body = JSON.stringify({ trigger: 'regenerate-message', messages: [] })
  const frame = { type: 'cf_agent_use_chat_request', id: 'again', init: { method: 'POST', body } }
  expect(await member.sendFrames(conversation, [JSON.stringify(frame)])).toEqual(['conflict'])
  await member.page.reload()
  await member.chat.card(number).is('pending')
  expect(await member.requestsOf(conversation)).toHaveLength(1)
})

test('Stop ends a reply; what was said stays, and the chat goes on', async ({
  member,
  workshop,
}) => {
  const conversation = await member.newConversation()
  await workshop.script(
    conversation,
    [{ text: 'This much was said, ' }, { point: 'middle' }, { text: 'and this never.' }],
    [{ text: 'Here I am again.' }],
  )
  await workshop.hold(conversation, 'middle')
  await member.chat.open(conversation)
  await member.chat.say('Tell me a long story')
  await member.chat.reads('This much was said,')
  await member.chat.stop.click()
  await member.chat.isIdle()
  await workshop.release(conversation, 'middle')

  await member.chat.say('Are you there?')
  await member.chat.reads('Here I am again.')
  await member.chat.reads('This much was said,')
  await expect(member.chat.thread).not.toContainText('and this never.')
})

test('a reply that breaks off says so and can be tried again', async ({ member, workshop }) => {
  const conversation = await member.newConversation()
  await workshop.script(
    conversation,
    [{ text: 'This is going ' }, { point: 'middle' }],
    [{ text: 'This time it went well.' }],
  )
  await workshop.fail(conversation, 'middle')
  await member.chat.open(conversation)
  await member.chat.say('Tell me')
  await member.chat.retry.click()
  await member.chat.reads('This time it went well.')
  await expect(member.chat.retry).toBeHidden()
  await expect(member.chat.thread.getByText('Tell me')).toHaveCount(1)
})

test('a reply that calls tools again and again is stopped, and says so', async ({
  member,
  workshop,
}) => {
  const conversation = await member.newConversation()
  const looking = { tool: 'list_invoices', input: {} }
  await workshop.script(conversation, ...Array.from({ length: 12 }, () => [looking]))
  await member.chat.open(conversation)
  await member.chat.say('What do we owe?')
  await member.chat.reads('I stopped here: I was calling tools again and again')
  await member.chat.isIdle()
  // What is left of the script belongs to the next message; the chat goes on.
  await workshop.script(conversation, [{ text: 'Here I am again.' }])
  await member.chat.say('Hello?')
  await member.chat.reads('Here I am again.')
})
