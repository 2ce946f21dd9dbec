import { digestOf } from '../../domain/digest.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { type Act, together } from './attack.ts'
import { forReviewer } from './scenes.ts'
import { ballotOf } from './requests.ts'

type Body = (request: ApprovalRequest) => unknown
type Ballot = [name: string, body: Body, expected: string]

/** A ballot with these keys changed. */
const but =
  (change: object | ((request: ApprovalRequest) => object)): Body =>
  (request) => ({
    ...ballotOf(request),
    ...(typeof change === 'function' ? change(request) : change),
  })
/** A ballot's JSON with its text changed, for what an object cannot say. */
const text =
  (from: RegExp, to: string): Body =>
  (request) =>
    JSON.stringify(ballotOf(request)).replace(from, to)

/** The digest that the request would have with another payee. */
function otherDigest({ tool, version, title, summary, input }: ApprovalRequest): object {
  return { digest: digestOf({ tool, version, title, summary, input: { ...input, payee: 'Me' } }) }
}

const form: Body = (request) =>
  new URLSearchParams({ verdict: 'approve', version: '1', digest: request.digest }).toString()

const polluted = '{"__proto__":{"role":"manager"},'

/** What a reviewer, who may approve, sends instead of the ballot that the card would send. */
const ballots: readonly Ballot[] = [
  ['the version after this one', but(({ version }) => ({ version: version + 1 })), '409 stale'],
  ['version 0', but({ version: 0 }), '422 invalid version'],
  ['version −1', but({ version: -1 }), '422 invalid version'],
  ['version “1” as text', but({ version: '1' }), '422 invalid version'],
  ['version 1.5', but({ version: 1.5 }), '422 invalid version'],
  ['version 1e400, infinite', text(/"version":1/, '"version":1e400'), '422 invalid body'],
  ['no version', but({ version: undefined }), '422 invalid version'],
  ['a digest of zeros', but({ digest: '0'.repeat(64) }), '409 stale'],
  ['capitals', but(({ digest }) => ({ digest: digest.toUpperCase() })), '409 stale'],
  ['the digest with another payee', but(otherDigest), '409 stale'],
  ['a digit less', but(({ digest }) => ({ digest: digest.slice(1) })), '422 invalid digest'],
  ['its digest in an array', but(({ digest }) => ({ digest: [digest] })), '422 invalid digest'],
  ['a digest of true', but({ digest: true }), '422 invalid digest'],
  ['verdict “Approve”', but({ verdict: 'Approve' }), '422 invalid verdict'],
  ['verdict “approved”', but({ verdict: 'approved' }), '422 invalid verdict'],
  ['its verdict in an array', but({ verdict: ['approve'] }), '422 invalid verdict'],
  ['a Cyrillic “а” in it', but({ verdict: '\u0430pprove' }), '422 invalid verdict'],
  ['an invisible character in it', but({ verdict: 'approve\u200b' }), '422 invalid verdict'],
  ['no verdict', but({ verdict: undefined }), '422 invalid verdict'],
  ['a status beside it', but({ status: 'approved' }), '422 invalid status'],
  ['another person beside it', but({ by: { id: 'manager', role: 'manager' } }), '422 invalid by'],
  ['a role beside it', but({ role: 'manager' }), '422 invalid role'],
  ['another input beside it', but({ input: { amount: 1 } }), '422 invalid input'],
  ['no approvers beside it', but({ approvers: [] }), '422 invalid approvers'],
  [
    'a key “constructor”',
    but({ constructor: { prototype: { role: 'manager' } } }),
    '422 invalid constructor',
  ],
  ['a key “__proto__”', text(/^\{/, polluted), '422 invalid __proto__'],
  ['two versions, the wrong one last', text(/\}$/, ',"version":2}'), '409 stale'],
  ['two verdicts, nonsense last', text(/\}$/, ',"verdict":"maybe"}'), '422 invalid verdict'],
  ['an array around it', (request) => [ballotOf(request)], '422 invalid body'],
  [
    'JSON in JSON',
    (request) => JSON.stringify(JSON.stringify(ballotOf(request))),
    '422 invalid body',
  ],
  [
    'twice in one body',
    (request) => JSON.stringify(ballotOf(request)).repeat(2),
    '422 invalid body',
  ],
  ['as a form', form, '422 invalid body'],
  ['no body', () => undefined, '422 invalid verdict'],
  ['a reason of 1,001 characters', but({ reason: 'x'.repeat(1_001) }), '422 invalid reason'],
]

export const tamperedBallots: Act[] = [
  together(
    'ballots with one thing changed',
    ballots.map(([what, body, expected]) => ({
      name: `Ballot: ${what}`,
      tries: 'a yes to something else, or as somebody else',
      scene: forReviewer,
      expected,
      run: (stage) => stage.cast.reviewer.post(`${stage.path}/decisions`, body(stage.request)),
    })),
  ),
]
