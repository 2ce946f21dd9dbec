import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { Session } from '../attacks/session.ts'

/** Who is paid with whose yes, once `putRules` is done; amounts may then be small. */
export const payees = {
  /** The requester's own; the default policy says so of small amounts. */
  own: 'Meadow Florist',
  one: 'Quarry Stone',
  two: 'Foundry Steel',
  /** The requester confirms it first in the chat, then a reviewer. */
  both: 'Willow Tiles',
} as const

const policy = z.looseObject({
  version: z.int(),
  rules: z.array(z.looseObject({ id: z.string() })),
})
const proposed = z.object({ requestId: z.string() })
const shown = z.object({ version: z.int(), digest: z.string() })

const asked = {
  one: { roles: ['reviewer'], reason: 'A reviewer confirms this.' },
  two: { roles: ['manager', 'reviewer'], reason: 'A manager and a reviewer confirm this.' },
  both: { roles: ['requester', 'reviewer'], reason: 'You and a reviewer confirm this.' },
} as const

const rule = (tool: string, yeses: keyof typeof asked) => ({
  id: `proof-${tool}-${yeses}`,
  tool,
  when: [{ fact: 'payee', op: 'eq', value: payees[yeses] }],
  outcome: 'ask',
  approvers: asked[yeses].roles.map((role) => ({ role, count: 1 })),
  reason: asked[yeses].reason,
})

/** Puts the rules for these payees before all others, as an admin and a manager would; once a server. */
export async function putRules(url: string): Promise<void> {
  const admin = await Session.signUp(url, 'admin')
  const before = policy.parse(await admin.must('GET', '/api/policy'))
  if (before.rules.some(({ id }) => id.startsWith('proof-'))) return
  const added = ['pay_invoice', 'send_payment'].flatMap((tool) => [
    rule(tool, 'one'),
    rule(tool, 'two'),
    rule(tool, 'both'),
  ])
  const next = { ...before, rules: [...added, ...before.rules] }
  const put = await admin.send('PUT', '/api/policy', next, { 'if-match': `"${before.version}"` })
  const { requestId } = proposed.parse(JSON.parse(put.text))
  const manager = await Session.signUp(url, 'manager')
  const seen = shown.parse(await manager.must('GET', `/api/approvals/${requestId}`))
  const vote = { verdict: 'approve', ...seen }
  await manager.must('POST', `/api/approvals/${requestId}/decisions`, vote)
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(50)) {
    const { version } = policy.parse(await admin.must('GET', '/api/policy'))
    if (version > before.version) return
  }
  throw new Error('The policy was approved and did not change.')
}
