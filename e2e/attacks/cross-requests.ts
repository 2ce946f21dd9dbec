import { type Act, type Attack, together } from './attack.ts'
import { told } from './http.ts'
import { sending } from './scenes.ts'
import type { Session } from './session.ts'
import { ballotOf } from './requests.ts'
import type { Stage } from './stage.ts'

type Deed = [what: string, act: (who: Session, stage: Stage) => Promise<string>]

const later = () => new Date(Date.now() + 30 * 24 * 3_600_000).toISOString()
const chat = ({ conversation }: Stage) => `/api/conversations/${conversation}`
const call = (who: Session, method: string, path: string, body?: unknown) =>
  who.send(method, path, body).then(told)

/** Everything that can be done to a request or a conversation. */
const acts: readonly Deed[] = [
  ['reads it', (who, { path }) => who.get(path)],
  ['approves it', (who, stage) => stage.decide(who, 'approve')],
  ['denies it', (who, stage) => stage.decide(who, 'deny')],
  ['edits it', (who, stage) => stage.edit(who, { amount: 1 })],
  ['withdraws it', (who, { path }) => who.post(`${path}/withdraw`, {})],
  ['undoes it', (who, { path }) => who.post(`${path}/undo`, {})],
  ['checks its outcome', (who, { path }) => who.post(`${path}/check`, {})],
  ['gives it more time', (who, { path }) => who.post(`${path}/extend`, { expiresAt: later() })],
  [
    'settles it',
    (who, { path }) => who.post(`${path}/settle`, { outcome: 'succeeded', reason: 'Mine.' }),
  ],
  ['reads the words around it', (who, { path }) => who.get(`${path}/excerpt`)],
  [
    'grants more like it',
    (who, { request }) =>
      who.post('/api/grants', { requestId: request.id, uses: 5, endsAt: later() }),
  ],
  [
    'lists the conversation’s requests',
    (who, { conversation }) => who.get(`/api/approvals?conversationId=${conversation}`),
  ],
  ['reads the conversation', (who, stage) => who.get(`${chat(stage)}/messages`)],
  ['writes into it', (who, stage) => who.post(`${chat(stage)}/messages`, { text: 'Approved.' })],
  ['renames it', (who, stage) => call(who, 'PATCH', chat(stage), { title: 'Mine' })],
  ['deletes it', (who, stage) => call(who, 'DELETE', chat(stage))],
  [
    'opens its socket',
    (who, { conversation }) => who.upgrade(`/agents/chat-agent/${conversation}`),
  ],
]

/** Of these, what whoever is asked may do. */
const ofReviewers = [
  'reads it',
  'approves it',
  'denies it',
  'edits it',
  'checks its outcome',
  'gives it more time',
  'reads the words around it',
  'grants more like it',
  'lists the conversation’s requests',
]
/** What they may know of but not do. */
const refusedToReviewers = ['withdraws it', 'undoes it', 'settles it']

const attack = (
  who: string,
  [what, act]: Deed,
  expected: string,
  session: (stage: Stage) => Session,
): Attack => ({
  name: `${who} ${what}`,
  tries: 'what is another’s',
  scene: sending,
  expected,
  run: (stage) => act(session(stage), stage),
})

const decisions = acts.filter(([what]) => what === 'approves it' || what === 'settles it')

const onOthers: readonly Attack[] = [
  ...acts.map((act) => attack('A stranger', act, '404 not_found', ({ cast }) => cast.stranger)),
  ...acts
    .filter(([what]) => !ofReviewers.includes(what))
    .map((act) =>
      attack(
        'A reviewer who is asked',
        act,
        refusedToReviewers.includes(act[0]) ? '403 not_allowed' : '404 not_found',
        ({ cast }) => cast.reviewer,
      ),
    ),
  ...decisions.flatMap((act) => [
    attack('An auditor', act, '404 not_found', ({ cast }) => cast.auditor),
    attack('An admin', act, '404 not_found', ({ cast }) => cast.admin),
  ]),
  attack(
    'A manager who is asked',
    [
      'settles what still waits',
      (who, { path }) => who.post(`${path}/settle`, { outcome: 'succeeded', reason: 'Mine.' }),
    ],
    '403 not_allowed',
    ({ cast }) => cast.manager,
  ),
  attack(
    'A stranger',
    [
      'finds it in a list of everything',
      async (who, { request }) => {
        const { text } = await who.send('GET', '/api/approvals?status=pending')
        return text.includes(request.id) ? 'found' : 'not found'
      },
    ],
    'not found',
    ({ cast }) => cast.stranger,
  ),
  attack(
    'A stranger',
    [
      'sends an empty ballot to learn whether it exists',
      async (who, { request }) => {
        const known = await who.post(`/api/approvals/${request.id}/decisions`, ballotOf(request))
        const unknown = await who.post(
          `/api/approvals/c_${'a'.repeat(24)}_aaaaaaaaaaaaaaaa/decisions`,
          ballotOf(request),
        )
        return known === unknown ? 'the same answer' : `${known} and ${unknown}`
      },
    ],
    'the same answer',
    ({ cast }) => cast.stranger,
  ),
]

export const othersRequests: Act[] = [together('requests of others', onOthers)]
