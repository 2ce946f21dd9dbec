import { expect, test } from 'vitest'
import { Reply } from './stream.ts'

const heard = (...chunks: object[]): Reply => {
  const reply = new Reply()
  for (const chunk of chunks) {
    reply.hear({ type: 'cf_agent_use_chat_response', body: JSON.stringify(chunk) })
  }
  return reply
}

test('words are put together, a new line for each part', () => {
  const reply = heard(
    { type: 'text-start', id: '1' },
    { type: 'text-delta', id: '1', delta: 'One ' },
    { type: 'text-delta', id: '1', delta: 'moment.' },
    { type: 'text-start', id: '2' },
    { type: 'text-delta', id: '2', delta: 'Done.' },
  )
  expect(reply.text).toBe('One moment.\nDone.')
})

test('each call counts once, one with unusable input too', () => {
  const call = { toolCallId: 'c1', toolName: 'pay_invoice', input: { invoice: 'INV-1001' } }
  const reply = heard(
    { type: 'tool-input-available', ...call },
    { type: 'tool-input-available', ...call },
    { type: 'tool-input-error', toolCallId: 'c2', toolName: 'book_table', input: 'soon' },
  )
  expect(reply.calls).toEqual([
    { toolCallId: 'c1', tool: 'pay_invoice', input: { invoice: 'INV-1001' } },
    { toolCallId: 'c2', tool: 'book_table', input: {} },
  ])
})

test('what went wrong is kept, in the words of whoever said it', () => {
  expect(heard({ type: 'error', errorText: 'The key was refused.' }).error).toBe(
    'The key was refused.',
  )
  const reply = new Reply()
  reply.hear({ type: 'cf_agent_use_chat_response', body: 'No response was generated.' })
  expect(reply.error).toBe('No response was generated.')
})
