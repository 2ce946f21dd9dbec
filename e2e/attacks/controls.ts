import { type Act, alone, type Attack } from './attack.ts'
import { chatRequest, words } from './chat-frames.ts'
import { told } from './http.ts'
import { empty, forOwner, forReviewer, forTwo, sending } from './scenes.ts'
import { ballotOf } from './requests.ts'
import type { Stage } from './stage.ts'

const settles = async (stage: Stage, answer: string) => {
  await stage.becomes('succeeded')
  return answer.replace(/(approved|executing|succeeded)$/, 'then paid')
}
const payment = ['vote.cast', 'request.approved', 'effect.started', 'request.succeeded']
const later = () => new Date(Date.now() + 30 * 24 * 3_600_000).toISOString()

/** The same acts done rightly: were they refused as well, the refusals would prove nothing. */
const right: readonly Attack[] = [
  {
    name: 'The reviewer approves',
    tries: 'the ballot that the others imitate',
    scene: forReviewer,
    expected: '200 then paid',
    facts: payment,
    payments: 1,
    run: async (stage) => settles(stage, await stage.decide(stage.cast.reviewer, 'approve')),
  },
  {
    name: 'The reviewer approves on a page of this very site',
    tries: 'with its own Origin',
    scene: forReviewer,
    expected: '200 then paid',
    facts: payment,
    payments: 1,
    async run(stage) {
      const { reviewer, url } = stage.cast
      return settles(stage, await stage.decide(reviewer.with({ origin: url }), 'approve'))
    },
  },
  {
    name: 'The member approves their own $40 in a frame',
    tries: 'the frame that the others imitate',
    scene: forOwner,
    expected: 'answer then paid',
    facts: payment,
    payments: 1,
    async run(stage) {
      const socket = await stage.chat()
      const { request } = stage
      const frame = { type: 'countersign_decide', id: 'control', requestId: request.id }
      return settles(stage, await socket.answerTo({ ...frame, ...ballotOf(request) }))
    },
  },
  {
    name: 'Manager and reviewer approve',
    tries: 'two people who are two',
    scene: forTwo,
    expected: '200 pending, 200 then paid',
    facts: ['vote.cast', ...payment],
    payments: 1,
    async run(stage) {
      const first = await stage.decide(stage.cast.manager, 'approve')
      const second = await stage.decide(stage.cast.reviewer, 'approve')
      return `${first}, ${await settles(stage, second)}`
    },
  },
  {
    name: 'The member writes a message in a frame',
    tries: 'one new message, nothing else',
    scene: empty,
    expected: 'answered',
    says: 1,
    run: async (stage) =>
      (await stage.chat()).answerTo(chatRequest({ messages: [words('What is my balance?')] })),
  },
  {
    name: 'The member edits the amount',
    tries: 'a field of the form',
    scene: sending,
    expected: '200 pending',
    facts: ['request.revised'],
    run: (stage) => stage.edit(stage.owner, { amount: 310_00 }),
  },
  {
    name: 'A third person approves a reviewer’s edit after the member',
    tries: 'an edit as it should be',
    scene: sending,
    expected: '200 pending, 200 then paid',
    facts: ['request.revised', 'vote.cast', ...payment],
    payments: 1,
    async run(stage) {
      await stage.edit(stage.cast.reviewer, { amount: 310_00 })
      const [edited] = await stage.requests()
      const first = await stage.decide(stage.owner, 'approve', edited)
      const second = await stage.decide(stage.cast.secondReviewer, 'approve', edited)
      return `${first}, ${await settles(stage, second)}`
    },
  },
  {
    name: 'The member withdraws',
    tries: 'what is theirs',
    scene: forReviewer,
    expected: '200 withdrawn',
    facts: ['request.withdrawn'],
    run: (stage) => stage.owner.post(`${stage.path}/withdraw`, {}),
  },
  {
    name: 'The reviewer gives it more time',
    tries: 'later than it expires now',
    scene: forReviewer,
    expected: '200 pending',
    facts: ['request.extended'],
    run: (stage) => stage.cast.reviewer.post(`${stage.path}/extend`, { expiresAt: later() }),
  },
  {
    name: 'The reviewer reads the words around it',
    tries: 'the excerpt, on record',
    scene: forReviewer,
    expected: '200',
    facts: ['excerpt.viewed'],
    run: (stage) => stage.cast.reviewer.get(`${stage.path}/excerpt`),
  },
  {
    name: 'A payment under a reviewer’s grant',
    tries: 'the same payee, no more than $300',
    scene: forReviewer,
    expected: 'succeeded',
    facts: ['request.proposed', 'request.approved', 'effect.started', 'request.succeeded'],
    payments: 1,
    says: 1,
    async run(stage) {
      const body = { requestId: stage.request.id, uses: 1, endsAt: later() }
      await stage.cast.reviewer.must('POST', '/api/grants', body)
      const { id } = await stage.askToPay(200_00)
      return (await stage.becomes('succeeded', id)).status
    },
  },
  {
    name: 'Everybody opens what is theirs',
    tries: 'sockets, books and log',
    scene: empty,
    expected: '101, 101, 200, 200',
    async run({ owner, conversation, cast }) {
      const answers = [
        await owner.upgrade(`/agents/chat-agent/${conversation}`),
        await cast.reviewer.upgrade('/agents/review-desk/main'),
        await cast.manager.get('/api/ledger'),
        await cast.auditor.send('GET', '/api/audit').then(told),
      ]
      return answers.join(', ')
    },
  },
]

export const controls: Act[] = right.map(alone)
