import { expect, it } from 'vitest'
import { readConversation } from './conversation.ts'
import { nextPlan } from './dialogue.ts'
import { talk } from './testing/talk.ts'

const said = [
  'Send $40',
  'Harbor Print',
  'for flyers',
  'make it $60',
  'List open invoices',
  'the first',
]

it('goes on where it was as it would from the beginning', async () => {
  const { prompt } = await talk(said)
  const now = new Date('2026-11-23T12:00:00Z')
  const can = () => true
  for (let end = 2; end <= prompt.length; end += 1) {
    const conversation = () => readConversation(prompt.slice(0, end))
    const fresh = nextPlan(conversation(), { now, can })
    for (let again = 0; again < 2; again += 1) {
      const { text, calls } = nextPlan(conversation(), { now, can, offered: 'all' })
      expect({ text, calls }).toEqual({ text: fresh.text, calls: fresh.calls })
    }
  }
})
