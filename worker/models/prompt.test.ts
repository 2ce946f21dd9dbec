import { expect, it } from 'vitest'
import { systemPrompt } from './prompt.ts'

const owner = { id: 'u1', name: 'Mia Member', role: 'member' } as const
const now = Date.UTC(2026, 10, 9, 13, 5)

it('says who it speaks with and when, in their zone', () => {
  const prompt = systemPrompt({ owner, now, timeZone: 'Europe/Berlin' })
  expect(prompt).toContain('assistant of Mia Member (a member)')
  expect(prompt).toContain('Monday, 9 November 2026 at 14:05 (Europe/Berlin)')
})

it('falls back to UTC', () => {
  expect(systemPrompt({ owner, now })).toContain('13:05 (UTC)')
  expect(systemPrompt({ owner, now, timeZone: 'Mars/Base' })).toContain('13:05 (UTC)')
})
