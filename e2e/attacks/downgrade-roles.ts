import type { Role } from '../../domain/roles.ts'
import { type Act, alone, type Attack, type Scene, together } from './attack.ts'
import { told } from './http.ts'
import { empty, forReviewer, forTwo } from './scenes.ts'
import type { Session } from './session.ts'
import { DESK_PATH } from './requests.ts'
import type { Stage } from './stage.ts'

type Change = [
  name: string,
  scene: Scene,
  from: Role,
  to: Role,
  expected: string,
  run: (stage: Stage, changed: Session) => Promise<string>,
]

const approve = (stage: Stage, changed: Session) => stage.decide(changed, 'approve')

/** Somebody acts with the session of a role that they have lost, or gained too late. */
const changes: readonly Change[] = [
  [
    'A reviewer, now a member, approves',
    forReviewer,
    'reviewer',
    'member',
    '404 not_found',
    approve,
  ],
  [
    'A reviewer, now an auditor, approves',
    forReviewer,
    'reviewer',
    'auditor',
    '404 not_found',
    approve,
  ],
  [
    'A reviewer, now an admin, approves',
    forReviewer,
    'reviewer',
    'admin',
    '404 not_found',
    approve,
  ],
  ['A manager, now a member, approves', forReviewer, 'manager', 'member', '404 not_found', approve],
  [
    'A manager, now a reviewer, fills the manager’s place',
    forTwo,
    'manager',
    'reviewer',
    '403 not_allowed',
    approve,
  ],
  [
    'A reviewer, now a member, reads the conversation around a request',
    forReviewer,
    'reviewer',
    'member',
    '404 not_found',
    (stage, changed) => changed.get(`${stage.path}/excerpt`),
  ],
  [
    'A reviewer, now a member, opens the desk’s socket',
    empty,
    'reviewer',
    'member',
    '403 not_allowed',
    (_stage, changed) => changed.upgrade(DESK_PATH),
  ],
  [
    'A manager, now a reviewer, reads the ledger',
    empty,
    'manager',
    'reviewer',
    '403 not_allowed',
    (_stage, changed) => changed.get('/api/ledger'),
  ],
  [
    'An auditor, now a member, reads the audit log',
    empty,
    'auditor',
    'member',
    '403 not_allowed',
    (_stage, changed) => changed.get('/api/audit'),
  ],
  [
    'An admin, now a manager, proposes a policy',
    empty,
    'admin',
    'manager',
    '403 not_allowed',
    (_stage, changed) => changed.send('PUT', '/api/policy', {}, { 'if-match': '"1"' }).then(told),
  ],
]

const changedRoles = changes.map(([name, scene, from, to, expected, run]): Attack => ({
  name,
  tries: `to act as ${from} still`,
  scene,
  expected,
  async run(stage) {
    const changed = await stage.newcomer(from)
    if (scene === forTwo) {
      await stage.decide(stage.cast.reviewer, 'approve')
      await stage.mark()
    }
    // What the card shows is read with the old role.
    if (scene !== empty) await changed.must('GET', stage.path)
    await changed.become(to)
    return run(stage, changed)
  },
}))

const inScene = (scene: Scene) => changedRoles.filter((attack) => attack.scene === scene)

export const loweredRoles: Act[] = [
  together('roles that were lost, before a request', inScene(forReviewer)),
  together('roles that were lost, elsewhere', inScene(empty)),
  ...inScene(forTwo).map(alone),
  alone({
    name: 'A reviewer, now a member, keeps the desk’s socket open',
    tries: 'to hear of requests still',
    scene: empty,
    expected: 'closed 4401',
    async run(stage) {
      const changed = await stage.newcomer('reviewer')
      const socket = await stage.open(changed, DESK_PATH)
      await changed.become('member')
      return socket.ended()
    },
  }),
  alone({
    name: 'A vote of a manager who is none any more, and a reviewer’s',
    tries: 'a quorum without a manager',
    scene: forTwo,
    expected: '200 pending, 403 not_allowed',
    facts: ['vote.cast'],
    async run(stage) {
      const former = await stage.newcomer('manager')
      await former.become('reviewer')
      const first = await stage.decide(former, 'approve')
      return `${first}, ${await stage.decide(stage.cast.secondReviewer, 'approve')}`
    },
  }),
]
