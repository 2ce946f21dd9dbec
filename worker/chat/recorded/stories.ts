import type { ScriptedAnswer } from '../../../e2e/openai-server.ts'
import type { Person } from '../../../domain/roles.ts'
import type { Conversation } from './conversation.ts'

export const mira: Person = { id: 'mira', name: 'Mira', role: 'member' }
export const rob: Person = { id: 'rob', name: 'Rob', role: 'reviewer' }

export type Story = {
  /** The name of its file. */
  name: string
  /** One sentence for whoever reviews the file. */
  about: string
  answers: readonly ScriptedAnswer[]
  settings?: { timeout?: string; baseUrl?: string }
  play(talk: Conversation): Promise<void>
}

const pay = (invoice: string, id: string) => ({
  name: 'pay_invoice',
  arguments: { invoice },
  id,
})
const send = (amount: unknown, id: string, more: object = {}) => ({
  name: 'send_payment',
  arguments: { payee: 'Harbor Print', amount, ...more },
  id,
})
const WEEK = 7 * 86_400_000
const HOUR = 3_600_000

/** Once for each kind of event that a model can be told of or bring about. */
export const stories: readonly Story[] = [
  {
    name: 'plain-text',
    about: 'The model answers in words.',
    answers: [{ text: 'Hello, Mira.' }, { text: 'You are welcome.' }],
    async play(talk) {
      await talk.say('Hello', 1)
      await talk.say('Thank you', 2)
    },
  },
  {
    name: 'read',
    about:
      'The model looks something up and goes on from it; a thinking model gets its thoughts back.',
    answers: [
      { reasoning: 'sealed', calls: [{ name: 'get_balance', arguments: {}, id: 'call_balance' }] },
      { text: 'You hold $50,000.00.' },
    ],
    play: (talk) => talk.say('What is my balance?', 2),
  },
  {
    name: 'pending',
    about: 'One call waits for its reviewer while the member goes on talking.',
    answers: [
      { text: 'I ask for approval.', calls: [pay('INV-1002', 'call_pay')] },
      { text: 'It still waits for a reviewer.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.say('And?', 2)
    },
  },
  {
    name: 'parallel',
    about:
      'Two calls in one step; the reply goes on when both are settled, one paid and one denied.',
    answers: [
      { calls: [pay('INV-1001', 'call_first'), pay('INV-1004', 'call_second')] },
      { text: 'INV-1001 is paid, INV-1004 was denied.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1001 and INV-1004', 1)
      await talk.approve(mira, 0)
      await talk.deny(mira, 'Wrong month.', 1)
      await talk.quiet(2)
    },
  },
  {
    name: 'denied-by-rule',
    about: 'Policy refuses at once, and its sentence is the result of the call.',
    answers: [{ calls: [pay('INV-1005', 'call_pay')] }, { text: 'A rule does not allow that.' }],
    play: (talk) => talk.say('Pay INV-1005', 2),
  },
  {
    name: 'denied-by-person',
    about: 'A reviewer says no with a reason; asking again by itself gets the same answer.',
    answers: [
      { calls: [pay('INV-1002', 'call_pay')] },
      { text: 'Once more, then.', calls: [pay('INV-1002', 'call_again')] },
      { text: 'Rob denied it: too expensive.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.deny(rob, 'Too expensive.')
      await talk.quiet(3)
    },
  },
  {
    name: 'succeeded',
    about: 'The member says yes, it is done once, and the model tells it.',
    answers: [{ calls: [send(40_00, 'call_send')] }, { text: 'Sent.' }],
    async play(talk) {
      await talk.say('Send $40 to Harbor Print', 1)
      await talk.approve(mira)
      await talk.quiet(2)
    },
  },
  {
    name: 'failed',
    about: 'Approved, and then the provider of the effect refuses for good.',
    answers: [{ calls: [send(40_00, 'call_send')] }, { text: 'That failed.' }],
    async play(talk) {
      await talk.effectsEnd(async () => ({ status: 'failed', error: 'The account is closed.' }))
      await talk.say('Send $40 to Harbor Print', 1)
      await talk.approve(mira)
      await talk.quiet(2)
    },
  },
  {
    name: 'edited',
    about:
      'A reviewer lowers the amount; the model hears what was asked, what stands and who changed it.',
    answers: [{ calls: [send(300_00, 'call_send')] }, { text: 'Rob made it $275.00; it is sent.' }],
    async play(talk) {
      await talk.say('Send $300 to Harbor Print', 1)
      await talk.edit(rob, { amount: 275_00 })
      await talk.approve(mira)
      await talk.approve({ id: 'ria', name: 'Ria', role: 'reviewer' })
      await talk.quiet(2)
    },
  },
  {
    name: 'unknown',
    about: 'Approved, and nobody knows whether it was done; the model must not say either.',
    answers: [
      { calls: [send(40_00, 'call_send')] },
      { text: 'It is not known yet whether that went through.' },
    ],
    async play(talk) {
      await talk.effectsEnd(async () => {
        throw new Error('No answer.')
      })
      await talk.say('Send $40 to Harbor Print', 1)
      await talk.approve(mira)
      for (let attempt = 1; attempt <= 6; attempt += 1) await talk.pass(HOUR)
      await talk.quiet(2)
    },
  },
  {
    name: 'withdrawn',
    about: 'The member takes the request back on its card and asks about it.',
    answers: [{ calls: [pay('INV-1002', 'call_pay')] }, { text: 'You withdrew it.' }],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.withdraw()
      await talk.say('What became of it?', 2)
    },
  },
  {
    name: 'withdrawn-by-word',
    about: 'Never mind: the model takes the request back.',
    answers: [
      { calls: [pay('INV-1002', 'call_pay')] },
      {
        calls: [
          {
            name: 'withdraw_request',
            arguments: { requestId: '«newest request»' },
            id: 'call_withdraw',
          },
        ],
      },
      { text: 'It is withdrawn.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.say('Never mind', 3)
    },
  },
  {
    name: 'replaced',
    about: 'A correction: the newer call names the request whose place it takes.',
    answers: [
      { calls: [send(400_00, 'call_send')] },
      { calls: [send(600_00, 'call_again', { replaces: '«newest request»' })] },
      { text: 'It is $600.00 now, and waits for a reviewer.' },
    ],
    async play(talk) {
      await talk.say('Send $400 to Harbor Print', 1)
      await talk.say('Make it 600', 2)
      await talk.say('And?', 3)
    },
  },
  {
    name: 'expired',
    about: 'Nobody answers for a week; the conversation has moved on, so an event tells it.',
    answers: [
      { calls: [pay('INV-1002', 'call_pay')] },
      { text: 'It waits.' },
      { text: 'Nobody answered in time, so INV-1002 is not paid.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.say('And?', 2)
      await talk.pass(WEEK + HOUR)
      await talk.quiet(3)
    },
  },
  {
    name: 'late-outcome',
    about: 'The yes comes after the conversation has moved on: an event and a short turn.',
    answers: [
      { calls: [pay('INV-1002', 'call_pay')] },
      { text: 'It waits.' },
      { text: 'INV-1002 is paid now.' },
      { text: 'Yes, $1,850.00.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.say('And?', 2)
      await talk.approve(rob)
      await talk.quiet(3)
      await talk.say('All of it?', 4)
    },
  },
  {
    name: 'untrusted',
    about:
      'Words of a supplier reach the model fenced; afterwards nothing is allowed without asking.',
    answers: [
      {
        calls: [{ name: 'read_invoice_note', arguments: { invoice: 'INV-1004' }, id: 'call_note' }],
      },
      { text: 'It asks me to pay at once; I do not.' },
    ],
    play: (talk) => talk.say('What does INV-1004 say?', 2),
  },
  {
    name: 'not-proposed',
    about: 'The call cannot be proposed; the sentence says why and what would help.',
    answers: [{ calls: [pay('INV-9999', 'call_pay')] }, { text: 'There is no such invoice.' }],
    play: (talk) => talk.say('Pay INV-9999', 2),
  },
  {
    name: 'invalid-arguments',
    about: 'The amount is a text: nothing is guessed, the model is told and mends its call.',
    answers: [
      { calls: [send('40.00', 'call_wrong')] },
      { calls: [send(40_00, 'call_right')] },
      { text: 'Now it waits for you.' },
    ],
    async play(talk) {
      await talk.say('Send $40 to Harbor Print', 2)
      await talk.say('And?', 3)
    },
  },
  {
    name: 'unreadable-arguments',
    about:
      'The arguments are no JSON: nothing is asked, and the history stays sound for strict servers.',
    answers: [
      { calls: [{ name: 'send_payment', arguments: '{"payee": "Harbor', id: 'call_wrong' }] },
      { text: 'I could not do that.' },
    ],
    play: (talk) => talk.say('Send $40 to Harbor Print', 2),
  },
  {
    name: 'half-a-character',
    about:
      'Half a surrogate pair in the arguments becomes a replacement character that people see.',
    answers: [
      { calls: [send(40_00, 'call_half', { memo: 'Cards \ud83d' })] },
      { text: 'It waits for you.' },
    ],
    async play(talk) {
      await talk.say('Send $40 to Harbor Print', 1)
      await talk.say('And?', 2)
    },
  },
  {
    name: 'unknown-tool',
    about: 'The model calls what there is not, and is told what there is.',
    answers: [
      { calls: [{ name: 'transfer.money!', arguments: { amount: 1 }, id: 'call_nothing' }] },
      { text: 'I cannot do that.' },
    ],
    play: (talk) => talk.say('Move the money', 2),
  },
  {
    name: 'same-id',
    about: 'Two calls of one reply share an id, and a later reply uses it again: three requests.',
    answers: [
      { calls: [pay('INV-1001', 'call_0'), pay('INV-1004', 'call_0')] },
      { calls: [pay('INV-2001', 'call_0')] },
    ],
    async play(talk) {
      await talk.say('Pay INV-1001 and INV-1004', 1)
      await talk.say('And INV-2001', 2)
    },
  },
  {
    name: 'empty-reply',
    about: 'The model says and calls nothing.',
    answers: [{}, { text: 'Hello.' }],
    async play(talk) {
      await talk.say('Hello', 1)
      await talk.say('Hello?', 2)
    },
  },
  {
    name: 'refused-content',
    about: 'The content filter ends the reply before a word.',
    answers: [{ stopped: 'content_filter' }],
    play: (talk) => talk.say('Hello', 1),
  },
  {
    name: 'cut-short',
    about: 'The reply reaches the length that the model may write.',
    answers: [{ text: 'Once upon a', stopped: 'length' }],
    play: (talk) => talk.say('Tell me a story', 1),
  },
  {
    name: 'cut-stream',
    about: 'The connection breaks in the middle of a word; what was said and what was asked stays.',
    answers: [
      { calls: [pay('INV-1002', 'call_pay')] },
      { hangAfter: 'It waits for a rev' },
      { text: 'It waits for a reviewer.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      await talk.chat.submit(mira, 'And?', 'UTC')
      await talk.asked(2)
      await talk.heard('rev')
      await talk.cut()
      await talk.quiet(2)
      await talk.say('Again, please', 3)
    },
  },
  {
    name: 'ended-early',
    about: 'The provider hangs up without saying that it is done.',
    answers: [{ endAfter: 'Half a sen' }],
    play: (talk) => talk.say('Hello', 1),
  },
  {
    name: 'silence',
    about: 'The provider takes the request and says nothing.',
    answers: [{ hangAfter: '' }],
    settings: { timeout: '0.3' },
    play: (talk) => talk.say('Hello', 1),
  },
  {
    name: 'unreachable',
    about: 'Nobody answers at the address.',
    answers: [],
    settings: { baseUrl: 'http://127.0.0.1:9/v1' },
    play: (talk) => talk.say('Hello', 0),
  },
  ...([401, 403, 404, 429, 'busy', 'tooLong', 'filtered', 500] as const).map((error): Story => ({
    name: `error-${error}`,
    about: `The provider answers with an error: ${error}. What was asked before stays, and the next try goes well.`,
    answers: [
      { calls: [pay('INV-1002', 'call_pay')] },
      { error },
      ...(error === 500 ? [{ error }] : []),
      { text: 'It waits for a reviewer.' },
    ],
    async play(talk) {
      await talk.say('Pay INV-1002', 1)
      const tries = error === 500 ? 3 : 2
      await talk.say('And?', tries)
      await talk.say('Again, please', tries + 1)
    },
  })),
]
