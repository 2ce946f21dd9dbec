import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { type Policy } from '../../domain/policy.ts'
import type { Person } from '../../domain/roles.ts'
import { changePolicy, type PolicyVersions } from './change-policy.ts'
import type { Proposal, ToolContext } from './tool.ts'

const ada: Person = { id: 'ada', name: 'Ada', role: 'admin' }
const now = Date.parse('2026-11-20T09:00:00Z')
const context: ToolContext = { db: env.DB, actor: ada, now, requests: async () => [] }

/** Versions as the desk keeps them, in memory: the last one is in force, one a key. */
function keeping(): PolicyVersions & { all: { key: string; policy: Policy; by: Person }[] } {
  const all = [{ key: 'first', policy: defaultPolicy, by: ada }]
  const madeBy = (key: string) => all.find((each) => each.key === key)?.policy ?? null
  return {
    all,
    madeBy,
    current: () => all.at(-1)?.policy ?? defaultPolicy,
    put(key, document, by) {
      const made = madeBy(key)
      if (made) return made
      all.push({ key, policy: document, by })
      return document
    },
  }
}

const { version: _, ...document } = defaultPolicy
const hasty = { ...document, timers: { ...document.timers, remindAfter: 3_600_000 } }
const gone = { ...document, rules: document.rules.slice(1) }

async function proposed(versions: PolicyVersions, wanted: unknown) {
  const base = versions.current().version
  const described = await changePolicy(versions).describe({ base, document: wanted }, context)
  if ('problem' in described) throw new Error(described.problem)
  return described
}

describe('a proposed change', () => {
  it('tells every difference in words', async () => {
    const { title, summary, arguments: frozen } = await proposed(keeping(), hasty)
    expect(title).toBe('Change the policy: new timers')
    expect(summary[0]).toEqual({
      label: 'Timers',
      value: expect.stringMatching(/^Was: .*after 4 hours.*\nBecomes: .*after 1 hour/),
    })
    expect(frozen).toEqual({ base: 1, document: { ...hasty, version: 2 } })
  })

  it.each<[string, unknown, string]>([
    ['without a change', document, 'in force already'],
    ['without its guard', { ...document, rules: [] }, 'rules: A rule without conditions must say'],
    ['without a form', 'rules', 'document: The document must be an object.'],
  ])('%s is none', async (_what, wanted, problem) => {
    const answer = await changePolicy(keeping()).describe({ base: 1, document: wanted }, context)
    expect(answer).toEqual({ problem: expect.stringContaining(problem) })
  })

  it('of a version that is not in force is none', async () => {
    const answer = await changePolicy(keeping()).describe({ base: 2, document: hasty }, context)
    expect(answer).toEqual({ problem: 'The policy is at version 1 now; change that one.' })
  })

  it('is the same ask as the same document, and no other', () => {
    const { target } = changePolicy(keeping())
    const of = (wanted: unknown) => target({ base: 1, document: wanted })
    expect(of({ ...hasty, version: 5 })).toBe(of(hasty))
    expect(of(gone)).not.toBe(of(hasty))
    expect(of(null)).toMatch(/^policy:/)
  })
})

describe('an approved change', () => {
  const run = (versions: PolicyVersions, key: string, approved: Proposal<Change>['arguments']) =>
    changePolicy(versions).run(key, approved, context)
  type Change = { base: number; document: Policy }

  it('is in force, once however often it runs', async () => {
    const versions = keeping()
    const { arguments: approved } = await proposed(versions, hasty)
    const first = await run(versions, 'd_workspace_a.1.1', approved)
    expect(first).toMatchObject({
      status: 'succeeded',
      receipt: { title: 'Changed the policy to version 2' },
    })
    expect(await run(versions, 'd_workspace_a.1.1', approved)).toEqual(first)
    expect(versions.current()).toEqual({ ...hasty, version: 2 })
    expect(versions.all).toMatchObject([{}, { key: 'd_workspace_a.1.1', by: ada }])
  })

  it('is told as done after a crash, though another came after it', async () => {
    const versions = keeping()
    const { arguments: approved } = await proposed(versions, hasty)
    const first = await run(versions, 'd_workspace_a.1.1', approved)
    versions.put('other', { ...gone, version: 3 }, ada, now)
    expect(await run(versions, 'd_workspace_a.1.1', approved)).toEqual(first)
    expect(versions.current().version).toBe(3)
  })

  it('goes back to people as it would be now, when another came first', async () => {
    const versions = keeping()
    const tool = changePolicy(versions)
    const { arguments: approved } = await proposed(versions, hasty)
    expect(await tool.check?.(approved, context)).toBeNull()
    versions.put('other', { ...gone, version: 2 }, ada, now)

    const anew = await tool.check?.(approved, context)
    expect(anew?.arguments).toEqual({ base: 2, document: { ...hasty, version: 3 } })
    expect(anew?.summary.map(({ label }) => label)).toContain('Rule pay_invoice-own')
  })

  it('changes nothing over the head of another, even if nobody looked', async () => {
    const versions = keeping()
    const { arguments: approved } = await proposed(versions, hasty)
    versions.put('other', { ...gone, version: 2 }, ada, now)
    expect(await run(versions, 'd_workspace_a.1.1', approved)).toMatchObject({ status: 'failed' })
    expect(versions.current()).toEqual({ ...gone, version: 2 })
  })
})
