import { type Act, alone, type Attack, together } from './attack.ts'
import { forOwner, forReviewer } from './scenes.ts'
import { Session } from './session.ts'
import { ballotOf } from './requests.ts'
import type { Stage } from './stage.ts'

/** The same person with this cookie instead. */
const as = ({ url, person }: Session, cookie: string, more: Record<string, string> = {}) =>
  new Session(url, person, cookie, more)

const valueOf = ({ cookie }: Session): string => cookie.slice(cookie.indexOf('=') + 1)
const tokenOf = (session: Session): string => valueOf(session).split('.')[0] ?? ''
const signatureOf = (session: Session): string => valueOf(session).slice(tokenOf(session).length)
const NAME = 'countersign.session_token'

type Forgery = [name: string, forge: (reviewer: Session, stage: Stage) => Session]

/** Whatever a thief might make of a reviewer's session without having it. */
const forgeries: readonly Forgery[] = [
  ['without any cookie', (reviewer) => as(reviewer, '')],
  ['with the token, unsigned', (reviewer) => as(reviewer, `${NAME}=${tokenOf(reviewer)}`)],
  [
    'with the token under another’s signature',
    (reviewer, { owner }) => as(reviewer, `${NAME}=${tokenOf(reviewer)}${signatureOf(owner)}`),
  ],
  [
    'with a signature that lost a letter',
    (reviewer) => as(reviewer, reviewer.cookie.replace(/\.(.)/, '.')),
  ],
  ['with the person’s id as token', (reviewer) => as(reviewer, `${NAME}=${reviewer.person.id}`)],
  [
    'with the cookie under its name for https',
    (reviewer) => as(reviewer, `__Secure-${reviewer.cookie}`),
  ],
  [
    'with the token as a bearer’s',
    (reviewer) => as(reviewer, '', { authorization: `Bearer ${tokenOf(reviewer)}` }),
  ],
  [
    'with the cookie in another header',
    (reviewer) => as(reviewer, '', { 'x-cookie': reviewer.cookie, cookie2: reviewer.cookie }),
  ],
  ['with a cookie that cannot be decoded', (reviewer) => as(reviewer, `${NAME}=%E0%A4%A.%`)],
]

const forged = forgeries.map(([how, forge]): Attack => ({
  name: `A reviewer’s approval ${how}`,
  tries: 'to be taken for a reviewer',
  scene: forReviewer,
  expected: '401 signed_out',
  run: (stage) => stage.decide(forge(stage.cast.reviewer, stage), 'approve'),
}))

const ended: readonly Attack[] = [
  {
    name: 'An approval after signing out',
    tries: 'a session that has ended',
    scene: forReviewer,
    expected: '401 signed_out',
    async run(stage) {
      const reviewer = await stage.newcomer('reviewer')
      await reviewer.must('GET', stage.path)
      await reviewer.must('POST', '/api/sign-out')
      return stage.decide(reviewer, 'approve')
    },
  },
  {
    name: 'A socket kept open over signing out',
    tries: 'a session that has ended',
    scene: forOwner,
    expected: 'closed 4401',
    async run(stage) {
      const device = await stage.owner.again()
      const socket = await stage.open(device)
      await device.must('POST', '/api/sign-out')
      return socket.ended()
    },
  },
  {
    name: 'A decision frame sent together with signing out',
    tries: 'to decide in the last moment of a session',
    scene: forReviewer,
    expected: 'never approved',
    async run(stage) {
      const device = await stage.owner.again()
      const socket = await stage.open(device)
      const { request } = stage
      const leaving = device.must('POST', '/api/sign-out')
      socket.send({
        type: 'countersign_decide',
        id: 'attack',
        requestId: request.id,
        ...ballotOf(request),
      })
      await leaving
      await socket.ended()
      const heard = socket.heard.some((frame) => frame.includes('"ok":true'))
      return heard ? 'approved' : 'never approved'
    },
  },
  {
    name: 'A socket with the cookie of an ended session',
    tries: 'a session that has ended',
    scene: forOwner,
    expected: '401 signed_out',
    async run(stage) {
      const device = await stage.owner.again()
      await device.must('POST', '/api/sign-out')
      return device.upgrade(`/agents/chat-agent/${stage.conversation}`)
    },
  },
]

export const endedSessions: Act[] = [
  together('sessions that are none', forged),
  ...ended.map(alone),
]
