import { setTimeout as delay } from 'node:timers/promises'
import { ChatSocket, isDone, userMessage } from './chat-socket.ts'
import { inMilliseconds, quantile, type Question } from './question.ts'
import { withCountersign } from './servers.ts'
import { Session } from './session.ts'

const CONVERSATIONS = 20
const ROUNDS = 12
/** The longest pause of a person before the next message, in milliseconds. */
const PAUSE = 6_000
const BAR = 100

const sentences = [
  'What is my balance?',
  'Pay Harbor Print',
  'What can you do?',
  'Book a table at Luma',
  'List open invoices',
  'Hello there',
]

/**
 * How soon the built-in assistant says its first word while twenty conversations go on at once: each sends,
 * reads the reply to its end, pauses, and sends again. Then all twenty send in the same instant.
 */
export const firstToken: Question = {
  name: 'first-token',
  ask: () =>
    withCountersign('e2e', async ({ url }) => {
      const chats = await Promise.all(Array.from({ length: CONVERSATIONS }, () => open(url)))
      const talking = (await Promise.all(chats.map((chat, index) => converse(chat, index)))).flat()
      const bursts: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const text = sentences[round % sentences.length] ?? ''
        bursts.push(...(await Promise.all(chats.map((chat) => ask(chat, text)))))
      }
      for (const chat of chats) chat.close()
      const p95 = quantile(talking, 0.95)
      return [
        {
          what: `${CONVERSATIONS} conversations at once, ${talking.length} messages: first word, half within`,
          measured: inMilliseconds(quantile(talking, 0.5)),
        },
        {
          what: 'of these, 95 % within',
          measured: inMilliseconds(p95),
          bar: `less than ${BAR} ms`,
          missed: !(p95 < BAR),
        },
        {
          what: `all ${CONVERSATIONS} in the same instant: half, 95 % within`,
          measured: `${inMilliseconds(quantile(bursts, 0.5))}, ${inMilliseconds(quantile(bursts, 0.95))}`,
        },
      ]
    }),
}

/** A conversation of a new person, after a turn that warmed it up. */
async function open(url: string): Promise<ChatSocket> {
  const member = await Session.signUp(url)
  const { id } = await member.call<{ id: string }>('/api/conversations', {})
  const socket = await ChatSocket.open(`${url}/agents/chat-agent/${id}`, member.headers)
  await ask(socket, 'Hello')
  return socket
}

/** The pauses are the same in each run, and different for each conversation. */
async function converse(chat: ChatSocket, index: number): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await delay(((index * 7 + round * 13) % CONVERSATIONS) * (PAUSE / CONVERSATIONS))
    times.push(await ask(chat, sentences[(index + round) % sentences.length] ?? ''))
  }
  return times
}

/** Milliseconds from Send to the first word; resolves when the reply has ended. */
async function ask(chat: ChatSocket, text: string): Promise<number> {
  const word = chat.next(({ body }) => body?.includes('"text-delta"') ?? false)
  const done = chat.next(isDone())
  const start = performance.now()
  chat.submit([userMessage(text)])
  if (!(await word)) throw new Error('The assistant said nothing.')
  const first = performance.now() - start
  if (!(await done)) throw new Error('The turn did not end.')
  return first
}
