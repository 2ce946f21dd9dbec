import { describe, expect, it } from 'vitest'
import { Talk } from './testing/talk.ts'
import { world, type World } from './testing/world.ts'

/** As the business is when 19:00 is gone. */
const full: World = (call) =>
  call.tool === 'book_table' && (call.input as Record<string, unknown>).time === '19:00'
    ? { refused: 'Luma has no table for 4 at 19:00; 17:00 and 21:00 are free.' }
    : world(call)

describe('after what the facts did not allow', () => {
  const said = 'Book a table for 4 at Luma tomorrow at 19:00'

  it.each(['Take 21:00', '21:00 then', 'Then at 21:00', 'ok, 9pm', 'No, 21:00'])(
    'a time that was named is asked for: %s',
    async (words) => {
      const talk = new Talk(full)
      const { text } = await talk.say(said)
      expect(text).toContain('17:00 and 21:00 are free')
      await talk.say(words)
      expect(talk.waiting).toMatchObject([
        { tool: 'book_table', input: { venue: 'Luma', partySize: 4, time: '21:00' } },
      ])
    },
  )

  it('one that was not is only offered', async () => {
    const talk = new Talk(full)
    await talk.say(said)
    const { text } = await talk.say('22:00')
    expect(text).toMatch(/Shall I ask .* at 22:00 instead\?/)
    expect(talk.waiting).toEqual([])
  })

  it('a word of thanks asks for nothing', async () => {
    const talk = new Talk(full)
    await talk.say(said)
    await talk.say('Thanks, never mind')
    expect(talk.waiting).toEqual([])
  })
})

it('an answer about what to write is sent letter for letter', async () => {
  const talk = new Talk()
  await talk.say('Send an e-mail to sam@fernway.example')
  await talk.say('Hello Sam, please bring the e-mail about order 2001 — “today”.')
  expect(talk.waiting).toMatchObject([
    { input: { body: 'Hello Sam, please bring the e-mail about order 2001 — “today”.' } },
  ])
})
