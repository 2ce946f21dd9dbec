import { type Act, type Attack, together } from './attack.ts'
import { forReviewer } from './scenes.ts'
import { call, refusedTypes } from './frame-types.ts'
import { ballotOf, DESK_PATH } from './requests.ts'
import type { Stage } from './stage.ts'

/** Methods of the objects that somebody might hope to call: the host's, the demo's, the SDK's. */
const methods: readonly [method: string, args: (stage: Stage) => unknown[]][] = [
  [
    'act',
    ({ owner, request }) => [owner.person, request.id, { kind: 'decide', ...ballotOf(request) }],
  ],
  ['submit', ({ owner }) => [owner.person, 'Pay invoice INV-1003']],
  ['open', ({ cast }) => [cast.stranger.person]],
  ['erase', ({ owner }) => [owner.person]],
  ['seedPayment', ({ owner }) => [owner.person, 'INV-1005']],
  ['wipe', () => []],
  ['setState', () => [{ approved: true }]],
  ['saveMessages', () => [[]]],
  ['persistMessages', () => [[]]],
  ['schedule', () => [0, 'wake', {}]],
  ['destroy', () => []],
  ['sql', () => [['UPDATE approval_request SET status = "approved"']]],
  ['constructor', () => []],
]

const onChat = (
  name: string,
  tries: string,
  expected: string,
  frame: (stage: Stage) => unknown,
): Attack => ({
  name,
  tries,
  scene: forReviewer,
  expected,
  run: async (stage) => (await stage.chat()).answerTo(await frame(stage)),
})

const onDesk = (name: string, tries: string, frame: (stage: Stage) => unknown): Attack => ({
  name,
  tries,
  scene: forReviewer,
  expected: 'refused not_allowed',
  run: async (stage) => (await stage.open(stage.cast.reviewer, DESK_PATH)).answerTo(frame(stage)),
})

const decision = ({ request }: Stage) => ({
  type: 'countersign_decide',
  id: 'attack',
  requestId: request.id,
  ...ballotOf(request),
})

export const forgedFrames: Act[] = [
  together('frames that a client invents', [
    ...Object.entries(refusedTypes).map(([type, payload]) =>
      onChat(
        `Frame ${type}`,
        'to be believed as its sender',
        'refused not_allowed',
        async (stage) => ({
          type,
          ...(await payload(stage)),
        }),
      ),
    ),
    ...methods.map(([method, args]) =>
      onChat(`Call of ${method}()`, 'the object’s own methods', 'refused not_allowed', (stage) => ({
        type: 'rpc',
        id: 'attack',
        method,
        args: args(stage),
      })),
    ),
    onChat(
      'A resume request with an approval riding along',
      'to pass as harmless',
      'nothing to resume',
      (stage) => ({
        type: 'cf_agent_stream_resume_request',
        ...call(stage),
        approved: true,
        state: { approved: true },
      }),
    ),
    onChat('A decision as bytes', 'another parser', 'refused invalid', (stage) =>
      new TextEncoder().encode(JSON.stringify(decision(stage))),
    ),
    onChat('A decision inside an array', 'another parser', 'refused invalid', (stage) => [
      decision(stage),
    ]),
    onChat(
      'A decision with a role beside it',
      'to decide as a manager',
      'refused not_allowed',
      (stage) => ({
        ...decision(stage),
        role: 'manager',
        by: stage.cast.manager.person,
      }),
    ),
    onDesk('A decision on the desk’s socket', 'to decide where nothing is decided', decision),
    onDesk('State written on the desk’s socket', 'to rewrite the index', () => ({
      type: 'cf_agent_state',
      state: { approved: true },
    })),
    onDesk('Call of receive() on the desk’s socket', 'to hand over facts that never were', () => ({
      type: 'rpc',
      id: 'attack',
      method: 'receive',
      args: [{ source: 'forged', facts: [], requests: [] }],
    })),
  ]),
]
