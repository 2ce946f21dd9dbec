import { type Act, type Attack, together } from './attack.ts'
import { forReviewer } from './scenes.ts'
import type { Session } from './session.ts'
import { ballotOf, chatPath, DESK_PATH } from './requests.ts'
import type { Stage } from './stage.ts'

const claim = ({ person }: Session) => encodeURIComponent(JSON.stringify(person))
/** Whom the edge would name, were it asked by itself. */
const claiming = (who: Session, other: Session) =>
  who.with({ 'x-countersign-person': claim(other), 'x-countersign-session': 'any' })

type Call = [name: string, tries: string, expected: string, run: (stage: Stage) => Promise<string>]

const chat = ({ conversation }: Stage) => chatPath(conversation)

const origins: readonly [name: string, headers: Record<string, string>][] = [
  ['from another site', { origin: 'https://evil.example' }],
  ['from Origin null', { origin: 'null' }],
  ['from another port of this machine', { origin: 'http://localhost:1' }],
  ['from https of this host', { origin: 'https://localhost' }],
  ['from a host that begins like this one', { origin: 'http://localhost.evil.example' }],
  ['without Origin, but cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['without Origin, but from a sister site', { 'sec-fetch-site': 'same-site' }],
  [
    'from another site as text/plain',
    { origin: 'https://evil.example', 'content-type': 'text/plain' },
  ],
]

const calls: readonly Call[] = [
  [
    'A stranger claims to be the reviewer in x-countersign-person',
    'the edge’s own word for who it is',
    '404 not_found',
    (stage) => stage.decide(claiming(stage.cast.stranger, stage.cast.reviewer), 'approve'),
  ],
  [
    'The member claims to be the reviewer in x-countersign-person',
    'the edge’s own word for who it is',
    '403 not_allowed',
    (stage) => stage.decide(claiming(stage.owner, stage.cast.reviewer), 'approve'),
  ],
  [
    'A stranger’s upgrade claims to be the owner’s',
    'somebody’s conversation',
    '404 not_found',
    (stage) => claiming(stage.cast.stranger, stage.owner).upgrade(chat(stage)),
  ],
  [
    'A member’s upgrade to the desk claims to be a manager’s',
    'everybody’s requests',
    '403 not_allowed',
    ({ owner, cast }) => claiming(owner, cast.manager).upgrade(DESK_PATH),
  ],
  [
    'The owner’s upgrade claims to be a manager’s, then decides',
    'a manager’s yes on the member’s socket',
    'answer not_allowed',
    async (stage) => {
      const socket = await stage.open(claiming(stage.owner, stage.cast.manager))
      const { request } = stage
      const frame = { type: 'countersign_decide', id: 'attack', requestId: request.id }
      return socket.answerTo({ ...frame, ...ballotOf(request) })
    },
  ],
  [
    'A socket from another site',
    'a conversation in somebody’s browser',
    '403 foreign_origin',
    (stage) => stage.owner.with({ origin: 'https://evil.example' }).upgrade(chat(stage)),
  ],
  [
    'A socket from Origin null',
    'a conversation in somebody’s browser',
    '403 foreign_origin',
    (stage) => stage.owner.with({ origin: 'null' }).upgrade(chat(stage)),
  ],
  [
    'A stranger’s socket under the name of the owner’s',
    'the owner’s connection',
    '404 not_found',
    async (stage) => {
      await stage.open(stage.owner, `${chat(stage)}?_pk=mine`)
      return stage.cast.stranger.upgrade(`${chat(stage)}?_pk=mine`)
    },
  ],
  [
    'The SDK’s other transport in the query',
    'its methods without the guard',
    'refused not_allowed',
    async (stage) => {
      const query = '__agents_transport=capnweb&cf_agent_state=1'
      const socket = await stage.open(stage.owner, `${chat(stage)}?${query}`)
      return socket.answerTo({ type: 'rpc', id: 'attack', method: 'wipe', args: [] })
    },
  ],
  [
    'The SDK’s start-up properties and sub-agent address in headers',
    'another object behind one’s own socket',
    'refused not_allowed',
    async (stage) => {
      const forged = {
        'x-agents-lifecycle-props': '{"owner":"stranger"}',
        'x-cf-agents-subagent-url': 'http://localhost/agents/review-desk/main',
        'x-agent-name': 'main',
      }
      const socket = await stage.open(stage.owner.with(forged))
      return socket.answerTo({ type: 'rpc', id: 'attack', method: 'wipe', args: [] })
    },
  ],
  [
    'A sub-protocol of one’s own',
    'another way to speak to the object',
    'refused not_allowed',
    async (stage) => {
      const socket = await stage.open(stage.owner.with({ 'sec-websocket-protocol': 'admin' }))
      return socket.answerTo({ type: 'rpc', id: 'attack', method: 'wipe', args: [] })
    },
  ],
  [
    'Another host name that leads to this machine',
    'a site that rebinds its name; the demo answers on localhost only',
    '503 not_configured',
    (stage) => stage.decide(stage.cast.reviewer.with({ host: 'evil.example' }), 'approve'),
  ],
]

export const forgedHeaders: Act[] = [
  together('headers and queries from outside', [
    ...origins.map(([how, headers]): Attack => ({
      name: `A reviewer’s approval ${how}`,
      tries: 'a decision by a page that the reviewer visits',
      scene: forReviewer,
      expected: '403 foreign_origin',
      run: (stage) => stage.decide(stage.cast.reviewer.with(headers), 'approve'),
    })),
    ...calls.map(([name, tries, expected, run]): Attack => ({
      name,
      tries,
      scene: forReviewer,
      expected,
      run,
    })),
  ]),
]
