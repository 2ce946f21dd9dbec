import { Agent, request as send } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApprovalRequest } from '../domain/protocol.ts'
import { Session } from '../e2e/attacks/session.ts'
import { ask, converse, invoices, paying } from '../e2e/proof/asking.ts'
import { payees, putRules } from '../e2e/proof/rules.ts'
import { ChatSocket } from './chat-socket.ts'
import { type Finding, inMilliseconds, quantile, type Question } from './question.ts'
import { withCountersign } from './servers.ts'

/** Each has ten conversations, and may start no more than twenty a minute. */
const MEMBERS = 5
const CONVERSATIONS = 10
/** As many as one reply may ask for. */
const CALLS = 20
const A_SECOND = 50
/** Of these everything follows: the payment, the books, the words of the assistant. */
const LAST_A_SECOND = 5
const LAST = 100
/** Decisions that warm the server up and are not counted. */
const WARM_UP = 100
const BAR = 50

/** One decision as somebody sends it; whether it was acknowledged. */
type Ballot = (agent: Agent) => Promise<boolean>
type Conversation = { member: Session; id: string; reviewer: Session; manager: Session }

/**
 * Decisions over fifty conversations, whether or not the server keeps up: from the moment at which each
 * was due to its answer, with session, journal and outbox. The first yes of two comes fifty times a second,
 * over HTTP as reviewers send it and over the open sockets of the chat as members do; then the second one,
 * which carries the request out, as fast as two small cores can do all of that.
 */
export const decisions: Question = {
  name: 'decisions',
  ask: () =>
    withCountersign('e2e', async ({ url }) => {
      const conversations = await prepare(url)
      const reviewed = await ballots(conversations, payees.two, async ({ reviewer, manager }) => ({
        first: (request) => overHttp(url, reviewer, request),
        last: (request) => overHttp(url, manager, request),
      }))
      const sockets: ChatSocket[] = []
      const confirmed = await ballots(conversations, payees.both, async ({ member, id }) => {
        const socket = await ChatSocket.open(`${url}/agents/chat-agent/${id}`, {
          cookie: member.cookie,
        })
        sockets.push(socket)
        return { first: (request) => overSocket(socket, request) }
      })
      const http = await firstOf(reviewed.first)
      const chat = await firstOf(confirmed.first)
      for (const socket of sockets) socket.close()
      await delay(10_000)
      const last = await decideOn(reviewed.last.slice(0, LAST), LAST_A_SECOND)
      return [
        ...findings('over HTTP', http),
        ...findings('over the chat’s sockets', chat),
        {
          what: `${LAST} that carry it out, ${LAST_A_SECOND} a second: half, 99 % within`,
          measured: `${inMilliseconds(quantile(last, 0.5))}, ${inMilliseconds(quantile(last, 0.99))}`,
        },
      ]
    }),
}

/** What was asked before is told to the desk and to the tabs; that work is not what is measured. */
async function firstOf(all: readonly Ballot[]): Promise<number[]> {
  await delay(3_000)
  return (await decideOn(all, A_SECOND)).slice(WARM_UP)
}

function findings(way: string, times: readonly number[]): Finding[] {
  const p99 = quantile(times, 0.99)
  return [
    {
      what: `${times.length} decisions ${way}, ${A_SECOND} a second over ${MEMBERS * CONVERSATIONS} conversations: half within`,
      measured: inMilliseconds(quantile(times, 0.5)),
    },
    {
      what: 'of these, 99 % within',
      measured: inMilliseconds(p99),
      bar: `less than ${BAR} ms`,
      missed: !(p99 < BAR),
    },
    { what: 'the slowest one', measured: inMilliseconds(Math.max(...times)) },
  ]
}

/** Ten conversations of each of five members. */
async function prepare(url: string): Promise<Conversation[]> {
  await putRules(url)
  const lists = await Promise.all(
    Array.from({ length: MEMBERS }, async () => {
      const member = await Session.signUp(url, 'member')
      // Nobody may decide more often than 300 times a minute.
      const reviewer = await Session.signUp(url, 'reviewer')
      const manager = await Session.signUp(url, 'manager')
      const all: Conversation[] = []
      for (let index = 0; index < CONVERSATIONS; index += 1) {
        all.push({ member, id: await converse(member), reviewer, manager })
      }
      return all
    }),
  )
  return lists.flat()
}

type Way = (request: ApprovalRequest) => Ballot

/** Requests that wait for two people, and the yes of each, one conversation after the other. */
async function ballots(
  conversations: readonly Conversation[],
  payee: string,
  ways: (conversation: Conversation) => Promise<{ first: Way; last?: Way }>,
): Promise<{ first: Ballot[]; last: Ballot[] }> {
  const asked: { first: Ballot; last: Ballot | undefined }[][] = []
  for (const conversation of conversations) {
    const { member, id } = conversation
    const open = await invoices(member, CALLS, { payee, amount: 1_00 })
    const requests = await ask(member, id, open.map(paying))
    const { first, last } = await ways(conversation)
    asked.push(requests.map((request) => ({ first: first(request), last: last?.(request) })))
  }
  const inTurn = Array.from({ length: CALLS }, (_, turn) =>
    asked.flatMap((each) => each[turn] ?? []),
  ).flat()
  return {
    first: inTurn.map(({ first }) => first),
    last: inTurn.flatMap(({ last }) => last ?? []),
  }
}

/** Sends each when it is due; the milliseconds until its answer was complete, endless without a yes. */
async function decideOn(all: readonly Ballot[], aSecond: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const begin = performance.now()
  const times = all.map(async (ballot, index) => {
    const due = begin + (index * 1000) / aSecond
    await delay(Math.max(0, due - performance.now()))
    return (await ballot(agent)) ? performance.now() - due : Infinity
  })
  return Promise.all(times).finally(() => agent.destroy())
}

const overSocket =
  (socket: ChatSocket, { id: requestId, version, digest }: ApprovalRequest): Ballot =>
  async () => {
    const id = `yes-${requestId}`
    const answer = socket.next((frame) => frame.type === 'countersign_answer' && frame.id === id)
    const vote = { verdict: 'approve', version, digest }
    socket.send({ type: 'countersign_decide', id, requestId, ...vote })
    return (await answer)?.answer?.ok === true
  }

const overHttp = (url: string, who: Session, request: ApprovalRequest): Ballot => {
  const { hostname, port } = new URL(url)
  const path = `/api/approvals/${request.id}/decisions`
  const { version, digest } = request
  const body = JSON.stringify({ verdict: 'approve', version, digest })
  const headers = {
    cookie: who.cookie,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  return (agent) =>
    new Promise((resolve) => {
      const sent = send({ hostname, port, path, method: 'POST', headers, agent }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode === 200))
      })
      sent.on('error', () => resolve(false))
      sent.end(body)
    })
}
