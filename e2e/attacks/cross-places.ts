import { z } from 'zod'
import type { Role } from '../../domain/roles.ts'
import { type Act, type Attack, together } from './attack.ts'
import { told } from './http.ts'
import { empty, forReviewer } from './scenes.ts'
import type { Session } from './session.ts'
import type { Stage } from './stage.ts'

type Who = Extract<Role, 'reviewer' | 'manager' | 'auditor' | 'admin'> | 'member'

const somebody = (who: Who, { cast }: Stage): Session =>
  who === 'member' ? cast.stranger : cast[who]

/** Places that belong to roles, and those who have no business there. */
const places: readonly [
  what: string,
  who: readonly Who[],
  go: (who: Session) => Promise<string>,
][] = [
  ['reads the ledger', ['member', 'reviewer'], (who) => who.get('/api/ledger')],
  ['reads the audit log', ['member', 'reviewer', 'manager'], (who) => who.get('/api/audit')],
  [
    'opens the desk’s socket',
    ['member', 'auditor', 'admin'],
    (who) => who.upgrade('/agents/review-desk/main'),
  ],
  [
    'proposes a policy',
    ['member', 'reviewer', 'manager', 'auditor'],
    (who) => who.send('PUT', '/api/policy', { rules: [] }, { 'if-match': '"1"' }).then(told),
  ],
  ['resets the demo', ['admin'], (who) => who.post('/api/demo/reset')],
]

const grant = z.object({ id: z.string() })
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

type Call = [name: string, tries: string, expected: string, run: (stage: Stage) => Promise<string>]

const rules: readonly Call[] = [
  [
    'An admin replaces the policy without saying which version',
    'to overwrite a change that they have not seen',
    '428 precondition_required',
    ({ cast }) => cast.admin.send('PUT', '/api/policy', { rules: [] }).then(told),
  ],
  [
    'An admin replaces a policy that stands no more',
    'to overwrite a change that they have not seen',
    '412 stale',
    ({ cast }) =>
      cast.admin.send('PUT', '/api/policy', { rules: [] }, { 'if-match': '"999999"' }).then(told),
  ],
  [
    'An admin proposes a policy without any rule',
    'a workspace that asks nobody',
    '422 invalid',
    async ({ cast }) => {
      const policy = (await cast.admin.must('GET', '/api/policy')) as { version: number }
      const none = { ...policy, rules: [] }
      const headers = { 'if-match': `"${policy.version}"` }
      const answer = await cast.admin.send('PUT', '/api/policy', none, headers).then(told)
      return answer.split(' ').slice(0, 2).join(' ')
    },
  ],
]

/** Somebody else's standing yes. */
const grants: readonly Call[] = [
  [
    'A stranger revokes somebody’s grant',
    'to have everything asked again',
    '404 not_found',
    async (stage) => {
      const { id } = await given(stage)
      return stage.cast.stranger.send('DELETE', `/api/grants/${id}`).then(told)
    },
  ],
  [
    'A stranger finds it in their own list',
    'to learn of it',
    'not found',
    async (stage) => {
      const { id } = await given(stage)
      const { text } = await stage.cast.stranger.send('GET', '/api/grants')
      return text.includes(id) ? 'found' : 'not found'
    },
  ],
]

const given = async ({ cast, request }: Stage) =>
  grant.parse(
    await cast.reviewer.must('POST', '/api/grants', {
      requestId: request.id,
      uses: 1,
      endsAt: soon(),
    }),
  )

const asAttack =
  (scene: Attack['scene']) =>
  ([name, tries, expected, run]: Call): Attack => ({ name, tries, scene, expected, run })

const article = (who: Who) => (/^[aeiou]/.test(who) ? 'An' : 'A')

export const othersPlaces: Act[] = [
  together('places of other roles', [
    ...places.flatMap(([what, whos, go]) =>
      whos.map((who): Attack => ({
        name: `${article(who)} ${who} ${what}`,
        tries: 'what is another role’s',
        scene: empty,
        expected: '403 not_allowed',
        run: (stage) => go(somebody(who, stage)),
      })),
    ),
    ...rules.map(asAttack(empty)),
  ]),
  together('grants of others', grants.map(asAttack(forReviewer))),
]
