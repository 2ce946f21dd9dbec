import { type Act, alone, type Attack } from './attack.ts'
import { chatRequest, words } from './chat-frames.ts'
import { empty, forOwner, forReviewer } from './scenes.ts'
import { verdictOf } from './socket.ts'
import { ballotOf } from './requests.ts'
import type { Stage } from './stage.ts'

const decision = ({ request }: Stage, id = 'attack') => ({
  type: 'countersign_decide',
  id,
  requestId: request.id,
  ...ballotOf(request),
})

/** Frames that were right once, sent again: on the same socket, on another, elsewhere. */
const frames: readonly Attack[] = [
  {
    name: 'The same message frame again',
    tries: 'to have its words acted on twice',
    scene: empty,
    expected: 'answered, refused invalid',
    says: 1,
    async run(stage) {
      const socket = await stage.chat()
      const frame = chatRequest({ messages: [words('What is my balance?')] })
      return `${await socket.answerTo(frame)}, ${await socket.answerTo(frame)}`
    },
  },
  {
    name: 'The same message frame twice at once',
    tries: 'to have its words acted on twice',
    scene: empty,
    expected: 'one answered, one refused',
    says: 1,
    async run(stage) {
      const socket = await stage.chat()
      const frame = chatRequest({ messages: [words('What is my balance?')] })
      socket.send(frame)
      socket.send(frame)
      return socket.next((frames) => {
        const said = frames.map(verdictOf)
        const both = said.includes('answered') && said.includes('refused invalid')
        return both ? 'one answered, one refused' : undefined
      }, 0)
    },
  },
  {
    name: 'The same message frame from another tab',
    tries: 'to have its words acted on twice',
    scene: empty,
    expected: 'answered, refused invalid',
    says: 1,
    async run(stage) {
      const frame = chatRequest({ messages: [words('What is my balance?')] })
      const answer = await (await stage.chat()).answerTo(frame)
      return `${answer}, ${await (await stage.open(stage.owner)).answerTo(frame)}`
    },
  },
  {
    name: 'The same decision frame again, after the payment',
    tries: 'a second payment',
    scene: forOwner,
    expected: 'answer succeeded',
    async run(stage) {
      const socket = await stage.chat()
      await socket.answerTo(decision(stage))
      await stage.becomes('succeeded')
      await stage.mark()
      return socket.answerTo(decision(stage, 'again'))
    },
  },
  {
    name: 'A decision frame in another conversation of one’s own',
    tries: 'a decision that misses its request',
    scene: forOwner,
    expected: 'answer not_found',
    async run(stage) {
      const elsewhere = await stage.chat(await stage.newConversation())
      return elsewhere.answerTo(decision(stage))
    },
  },
  {
    name: 'A decision frame for what waits for somebody else',
    tries: 'a reviewer’s yes on one’s own socket',
    scene: forReviewer,
    expected: 'answer not_allowed',
    run: async (stage) => (await stage.chat()).answerTo(decision(stage)),
  },
  {
    name: 'A decision frame for a request that never was',
    tries: 'an object by a guessed name',
    scene: forOwner,
    expected: 'answer not_found',
    async run(stage) {
      const frame = { ...decision(stage), requestId: `c_${stage.conversation}_aaaaaaaaaaaaaaaa` }
      return (await stage.chat()).answerTo(frame)
    },
  },
]

export const replayedFrames: Act[] = frames.map(alone)
