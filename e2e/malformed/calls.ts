import type { Dice } from '../../domain/testing/sequences.ts'
import type { Sent } from '../attacks/http.ts'
import type { Session } from '../attacks/session.ts'
import { ballotOf } from '../attacks/requests.ts'
import { mutated, spoilt } from './mutate.ts'
import { oddText, randomBytes, randomText } from './odd.ts'
import type { World } from './world.ts'

type Body = (world: World) => object
type Route = [method: string, path: (world: World) => string, body: Body]

const none: Body = () => ({})
const onRequest =
  (rest: string) =>
  ({ waiting }: World) =>
    `/api/approvals/${waiting.id}${rest}`
const onConversation =
  (rest: string) =>
  ({ conversation }: World) =>
    `/api/conversations/${conversation}${rest}`
const at = (path: string) => (): string => path
const later = '2026-12-24T12:00:00.000Z'

/** Every call that takes a body, with one that would do. What is sent is never that one. */
const routes: readonly Route[] = [
  ['POST', onRequest('/decisions'), ({ waiting }) => ({ ...ballotOf(waiting), reason: 'Fine.' })],
  [
    'POST',
    onRequest('/edits'),
    ({ waiting: { version, digest } }) => ({
      version,
      digest,
      input: { amount: 310_00, memo: 'June' },
    }),
  ],
  ['POST', onRequest('/extend'), () => ({ expiresAt: later })],
  ['POST', onRequest('/settle'), () => ({ outcome: 'succeeded', reason: 'The bank says so.' })],
  ['POST', onRequest('/withdraw'), none],
  ['POST', onRequest('/undo'), none],
  ['POST', onRequest('/check'), none],
  ['POST', onRequest('/answer'), () => ({ action: 'accept', content: {} })],
  ['POST', at('/api/conversations'), none],
  ['PATCH', onConversation(''), () => ({ title: 'June' })],
  ['POST', onConversation('/messages'), () => ({ text: 'Pay invoice INV-1003', timeZone: 'UTC' })],
  [
    'POST',
    at('/api/grants'),
    ({ waiting }) => ({ requestId: waiting.id, uses: 1, spendCap: 100_00, endsAt: later }),
  ],
  ['PUT', at('/api/policy'), ({ policy }) => policy],
  ['POST', at('/api/policy/try'), () => ({ tool: 'pay_invoice', input: { amount: 1 }, amount: 1 })],
  ['POST', at('/api/demo/sign-in'), () => ({ account: 'member' })],
]

/** Counted by address and not by person, so seldom tried. */
const signIns: readonly Route[] = [
  ['POST', at('/api/sign-in'), () => ({ email: 'a@fernway.example', password: 'correct horse' })],
  [
    'POST',
    at('/api/invitations/accept'),
    () => ({ token: 'x', name: 'A', password: 'correct horse' }),
  ],
]

/** Addresses that are read, with `*` where something odd goes. */
const reads: readonly string[] = [
  '/api/*',
  '/api/approvals/*',
  '/api/approvals/*/excerpt',
  '/api/approvals/*/evidence',
  '/api/approvals?status=*&cursor=*',
  '/api/approvals?conversationId=*&mine=*',
  '/api/conversations/*/messages?cursor=*&latest=*',
  '/api/conversations?cursor=*',
  '/api/audit?cursor=*',
  '/api/ledger?*',
  '/api/grants/*',
  '/api/policy?*=*',
  '/api/me/*',
  '/agents/*',
  '/agents/chat-agent/*',
  '/agents/review-desk/*?_pk=*',
]

const headerNames = [
  'accept',
  'accept-encoding',
  'authorization',
  'content-encoding',
  'content-language',
  'content-type',
  'cookie2',
  'if-match',
  'if-none-match',
  'range',
  'x-countersign-person',
  'x-countersign-session',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-http-method-override',
  'sec-fetch-site',
] as const

/** Header values are bytes of Latin-1 without line ends. */
const headerValue = (dice: Dice): string =>
  oddText(dice)
    .slice(0, 2_000)
    .replace(/[^\t\x20-\x7e\xa1-\xff]/g, '?')

function oddHeaders(dice: Dice): Record<string, string> {
  const names = Array.from({ length: dice.roll(3) }, () => dice.pick(headerNames))
  return Object.fromEntries(names.map((name) => [name, headerValue(dice)]))
}

/** Anything that a request line can carry: encoded, half encoded, or not at all. */
function oddSegment(dice: Dice): string {
  const text = oddText(dice).slice(0, 600)
  if (dice.once(3)) return encodeURIComponent(text.toWellFormed())
  return text.replace(/[^!-~]|#/g, () => dice.pick(['%', '%00', '%zz', '%ff', '%2e', '..']))
}

const filled = (dice: Dice, pattern: string): string =>
  pattern.replaceAll('*', () => oddSegment(dice))

/** A call that nobody honest would make. */
export type Call = Sent & {
  method: string
  path: string
  as: Session
  /** Every field is of the right form, so that it may well be done. */
  mayWork?: boolean
}

export function malformedCall(dice: Dice, world: World): Call {
  const as = dice.pick(world.people)
  if (dice.once(4)) {
    const method = dice.pick(['GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'PUT', 'PATCH'])
    return { as, method, path: filled(dice, dice.pick(reads)), headers: oddHeaders(dice) }
  }
  const [method, path, body] = dice.pick(dice.once(100) ? signIns : routes)
  const address = path(world)
  const valid = body(world)
  return {
    as,
    method,
    path: dice.once(8) ? address.replace(/[^/]+$/, () => oddSegment(dice)) : address,
    headers: {
      'content-type': dice.pick(['application/json', 'application/json', 'text/plain', 'x']),
      // Else every change of the policy would be refused before its body is read.
      ...(method === 'PUT' && { 'if-match': `"${world.policy.version}"` }),
      ...oddHeaders(dice),
    },
    body: dice.once(12)
      ? randomText(dice, 70_000)
      : dice.once(12)
        ? randomBytes(dice, 1 + dice.roll(2_000))
        : spoilt(dice, dice.once(3) ? valid : mutated(dice, valid)),
  }
}
