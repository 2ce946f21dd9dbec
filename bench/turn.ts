import { ChatSocket, isDone, userMessage } from './chat-socket.ts'
import { atMost, inMilliseconds, median, type Question } from './question.ts'
import { withCountersign } from './servers.ts'
import { Session } from './session.ts'

const ROUNDS = 15
const SHORT = 10
const LONG = 5_000

type Times = { first: number[]; whole: number[] }

/** What the length of a conversation costs on the server: until the first word, and the whole turn. */
export const turn: Question = {
  name: 'turn',
  ask: () =>
    withCountersign('e2e', async ({ url }) => {
      const member = await Session.signIn(url, 'member')
      const longChat = await open(member, LONG)
      const short: Times = { first: [], whole: [] }
      const long: Times = { first: [], whole: [] }
      for (let round = 0; round < ROUNDS; round += 1) {
        // A new one each time, so that it stays as short as it says.
        const shortChat = await open(member, SHORT)
        await ask(shortChat, short)
        shortChat.close()
        await ask(longChat, long)
      }
      longChat.close()
      return [
        { what: `a turn after ${SHORT} messages, first word and all`, measured: inWords(short) },
        { what: `a turn after ${LONG} messages, first word and all`, measured: inWords(long) },
        atMost('first word, long to short', median(long.first) / median(short.first), 3),
        atMost('whole turn, long to short', median(long.whole) / median(short.whole), 3),
      ]
    }),
}

const inWords = ({ first, whole }: Times): string =>
  `${inMilliseconds(median(first))}, ${inMilliseconds(median(whole))}`

/** A conversation with so many messages; its last two are a first turn that warms it up. */
async function open(member: Session, messages: number): Promise<ChatSocket> {
  const { id } = await member.call<{ id: string }>('/api/conversations', {})
  await member.call(`/e2e/conversations/${id}/fill`, { messages: messages - 2 })
  const url = `${member.url}/agents/chat-agent/${id}`
  const socket = await ChatSocket.open(url, member.headers)
  await ask(socket, { first: [], whole: [] })
  return socket
}

async function ask(socket: ChatSocket, times: Times): Promise<void> {
  const word = socket.next(({ body }) => body?.includes('"text-delta"') ?? false)
  const done = socket.next(isDone())
  const start = performance.now()
  socket.submit([userMessage('What is my balance?')])
  if (!(await word)) throw new Error('The assistant said nothing.')
  times.first.push(performance.now() - start)
  if (!(await done)) throw new Error('The turn did not end.')
  times.whole.push(performance.now() - start)
}
