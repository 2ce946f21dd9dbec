import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { defaultPolicy, evaluate } from '../../domain/policy.ts'
import type { Person } from '../../domain/roles.ts'
import { Approvals } from '../approvals/approvals.ts'
import { Effects } from '../approvals/effects.ts'
import { seedBusiness } from '../business/seed.ts'
import { payInvoice } from '../tools/pay-invoice.ts'
import type { EffectTool, ToolContext } from '../tools/tool.ts'
import { Gate, NotProposed } from './gate.ts'

const now = Date.parse('2026-11-20T09:00:00Z')
const mira: Person = { id: 'mira', name: 'Mira', role: 'member' }
const tool: EffectTool<unknown> = {
  ...payInvoice,
  target: (input) => payInvoice.target(payInvoice.input.parse(input)),
  describe: (input, context) => payInvoice.describe(payInvoice.input.parse(input), context),
  run: (key, input, context) => payInvoice.run(key, payInvoice.arguments.parse(input), context),
}

beforeEach(() => seedBusiness(env.DB, now))

it('asks nobody once the turn was stopped, even while policy was being asked', async () => {
  await runInDurableObject(env.ChatAgent.getByName('gate00000000'), async (_, { storage }) => {
    const context: ToolContext = { db: env.DB, actor: mira, now, requests: async () => [] }
    const approvals = new Approvals({
      id: 'gate00000000',
      storage,
      now: () => now,
      randomId: () => 'abcd',
      changed: () => undefined,
    })
    const effects = new Effects({
      approvals,
      tool: () => tool,
      context: () => context,
      reached: async () => undefined,
    })
    let stopped = false
    const gate = new Gate({
      approvals,
      effects,
      judge: async (call) => {
        stopped = true
        return evaluate(defaultPolicy, {
          tool: call.tool,
          facts: { ...call.input, rollingAmount: call.amount },
        })
      },
      stopped: () => stopped,
      context,
      requester: mira,
      model: { id: 'builtin', promptVersion: '1' },
      askedIn: 'question',
    })
    await gate.review(tool, 'call', { invoice: 'INV-1001' })
    expect(approvals.store.newest(1)).toEqual([])
    await expect(gate.perform('call')).rejects.toBeInstanceOf(NotProposed)
  })
})
