import { type Act, type Attack, together } from './attack.ts'
import { told } from './http.ts'
import { forReviewer } from './scenes.ts'
import { ballotOf } from './requests.ts'
import type { Stage } from './stage.ts'

/** The random end of the request's id. */
const suffix = ({ request }: Stage) => request.id.split('_').at(-1) ?? ''

type Id = [name: string, id: (stage: Stage) => string]

/** Ids under which a reviewer, who may approve, sends an otherwise perfect ballot. */
const ids: readonly Id[] = [
  ['the desk’s own host', (stage) => `d_workspace_${suffix(stage)}`],
  ['a conversation “workspace”', (stage) => `c_workspace_${suffix(stage)}`],
  ['another conversation', (stage) => `c_${'a'.repeat(24)}_${suffix(stage)}`],
  ['another kind', ({ request }) => request.id.replace(/^c_/, 'd_')],
  ['capitals', ({ request }) => request.id.toUpperCase()],
  ['a full-width letter', ({ request }) => encodeURIComponent(request.id.replace('c_', '\uff43_'))],
  ['a space at its end', ({ request }) => `${request.id}%20`],
  ['a null byte at its end', ({ request }) => `${request.id}%00`],
  ['its effect’s key', ({ request }) => `${request.id}.1.1`],
  ['an encoded slash and more', ({ request }) => `${request.id}%2f..%2f${request.id}`],
  ['a parameter in the path', ({ request }) => `${request.id};a=b`],
  ['an id that cannot be decoded', ({ request }) => `${request.id}%E0%A4%A`],
  ['a wildcard', () => '*'],
  ['SQL', () => encodeURIComponent("' OR 1=1 --")],
]

type Call = [name: string, tries: string, expected: string, run: (stage: Stage) => Promise<string>]

const calls: readonly Call[] = [
  [
    'Dot segments from an open route to the ledger',
    'to pass the check of the session',
    '401 signed_out',
    ({ owner }) => owner.with({ cookie: '' }).get('/api/demo/../ledger'),
  ],
  [
    'Encoded dot segments to the ledger',
    'to pass the check of the role',
    '404 not_found',
    ({ owner }) => owner.get('/api/me/%2e%2e/ledger'),
  ],
  [
    'An encoded slash to the ledger',
    'to pass the check of the session',
    '401 signed_out',
    ({ owner }) => owner.with({ cookie: '' }).get('/api/demo%2f..%2fledger'),
  ],
  [
    'Two slashes before the ledger',
    'to pass the check of the session',
    '401 signed_out',
    ({ owner }) => owner.with({ cookie: '' }).get('/api//ledger'),
  ],
  [
    'Somebody’s conversation behind one’s own',
    'another’s transcript',
    '404 not_found',
    async (stage) => {
      const own = await stage.newConversation(stage.cast.stranger)
      return stage.cast.stranger.get(
        `/api/conversations/${own}%2f..%2f${stage.conversation}/messages`,
      )
    },
  ],
  [
    'Two conversation ids in one query',
    'to be checked for one and shown the other',
    '404 not_found',
    async (stage) => {
      const own = await stage.newConversation(stage.cast.stranger)
      const query = `conversationId=${stage.conversation}&conversationId=${own}`
      return stage.cast.stranger.get(`/api/approvals?${query}`)
    },
  ],
  [
    'X-HTTP-Method-Override: DELETE',
    'a method that the edge did not check',
    '404 not_found',
    (stage) =>
      stage.owner
        .with({ 'x-http-method-override': 'DELETE' })
        .post(`/api/conversations/${stage.conversation}`, {}),
  ],
  [
    '?_method=DELETE',
    'a method that the edge did not check',
    '404 not_found',
    (stage) => stage.owner.post(`/api/conversations/${stage.conversation}?_method=DELETE`, {}),
  ],
  [
    'GET of …/withdraw',
    'a change by a link',
    '404 not_found',
    (stage) => stage.owner.get(`${stage.path}/withdraw`),
  ],
  [
    'HEAD of …/withdraw',
    'a change by a method that passes as safe',
    '404',
    (stage) => stage.owner.send('HEAD', `${stage.path}/withdraw`).then(told),
  ],
  [
    'A decision in the query',
    'a change by a link',
    '422 invalid verdict',
    ({ cast, path, request }) => {
      const query = new URLSearchParams({
        verdict: 'approve',
        version: '1',
        digest: request.digest,
      })
      return cast.reviewer.post(`${path}/decisions?${query}`)
    },
  ],
]

export const tamperedAddresses: Act[] = [
  together('addresses that lead elsewhere', [
    ...ids.map(([what, id]): Attack => ({
      name: `Request id: ${what}`,
      tries: 'another object, or this one past its check',
      scene: forReviewer,
      expected: '404 not_found',
      run: (stage) =>
        stage.cast.reviewer.post(`/api/approvals/${id(stage)}/decisions`, ballotOf(stage.request)),
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
