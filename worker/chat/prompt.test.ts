import type { UIMessage } from 'ai'
import { expect, it } from 'vitest'
import { promptFrom } from './prompt.ts'

const said = (role: 'user' | 'assistant', text: string, second: number): UIMessage => ({
  id: text,
  role,
  parts: [{ type: 'text', text }],
  metadata: { at: new Date(Date.UTC(2026, 10, 20, 9, 0, second)).toISOString() },
})

const order = async (...messages: UIMessage[]) =>
  (await promptFrom(messages, () => null)).map(({ content }) =>
    typeof content === 'string'
      ? content
      : content.map((part) => 'text' in part && part.text).join(),
  )

it('asks last what was said while an earlier reply was being written', async () => {
  const first = said('user', 'first', 1)
  const second = said('user', 'second', 3)
  const reply = said('assistant', 'reply to the first', 2)
  expect(await order(first, second, reply)).toEqual(['first', 'reply to the first', 'second'])
  expect(await order(first, reply, second)).toEqual(['first', 'reply to the first', 'second'])
})

it('leaves a reply where it is when it answers both, or when no time is known', async () => {
  const both = [said('user', 'first', 1), said('user', 'second', 2), said('assistant', 'reply', 3)]
  expect(await order(...both)).toEqual(['first', 'second', 'reply'])
  const timeless = both.map((message) => ({ ...message, metadata: {} }))
  expect(await order(...timeless)).toEqual(['first', 'second', 'reply'])
})
