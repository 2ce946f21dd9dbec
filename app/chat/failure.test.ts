import { expect, it } from 'vitest'
import { failureOf, unanswered } from './failure.ts'
import type { Message } from './use-transcript.ts'

const said: Message = { id: '1', role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
const cut: Message = { id: '2', role: 'assistant', parts: [{ type: 'text', text: 'Half a sen' }] }
const asked: Message = {
  id: '3',
  role: 'assistant',
  parts: [
    { type: 'tool-pay_invoice', toolCallId: 'c', state: 'input-available', input: {} },
    { type: 'text', text: 'It waits for a rev' },
  ],
}

it('gives the server’s sentence, and Retry where another try can take the place of the reply', () => {
  const quota = new Error('The quota with the model provider is used up.')
  expect(failureOf(quota, said)).toEqual({ sentence: quota.message, canRetry: true })
  expect(failureOf(quota, cut).canRetry).toBe(true)
  expect(failureOf(quota, asked).canRetry).toBe(false)
})

it('keeps a browser’s words to itself', () => {
  for (const error of [new Error('Failed to fetch'), new Error(''), undefined]) {
    expect(failureOf(error, said).sentence).toBe(
      'The reply could not be finished; your message is kept.',
    )
  }
})

it('knows a message without a reply', () => {
  expect(unanswered(said)).toMatchObject({ canRetry: true })
  expect(unanswered(cut)).toBeNull()
  expect(unanswered(undefined)).toBeNull()
})
