import { beforeEach, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { type Policy } from '../../domain/policy.ts'
import { Chain } from './chain.ts'
import { PolicyVersions } from './policy-versions.ts'
import { freshDesk, mona, NOW } from './testing/desks.ts'

let { desk, inside } = freshDesk()
beforeEach(() => {
  ;({ desk, inside } = freshDesk())
})

const KEY = 'd_workspace_change1.1.1'
const document: Policy = { ...defaultPolicy, version: 99, rules: [] }

it('a workspace starts with the default policy as version 1', async () => {
  expect(await desk.policy()).toEqual(defaultPolicy)
})

it('a change is the next version, in force and in the chain at once', () =>
  inside((storage) => {
    const chain = new Chain(storage.sql)
    const versions = new PolicyVersions(storage, chain)
    expect(versions.put(KEY, document, mona, NOW)).toMatchObject({ version: 2, rules: [] })
    expect(versions.current().version).toBe(2)
    expect(new PolicyVersions(storage, chain).current()).toEqual(versions.current())
    expect(versions.at(1)).toEqual(defaultPolicy)
    expect(versions.at(3)).toBeNull()
    expect(chain.page().items.filter(({ source }) => source === 'desk')).toMatchObject([
      {
        type: 'policy.changed',
        requestId: 'd_workspace_change1',
        at: NOW,
        body: { key: KEY, by: mona, document: { version: 2 } },
      },
    ])
  }))

it('a repeated change is the version that it made, whatever came after it', () =>
  inside((storage) => {
    const chain = new Chain(storage.sql)
    const versions = new PolicyVersions(storage, chain)
    const first = versions.put(KEY, document, mona, NOW)
    versions.put('d_workspace_change2.1.1', defaultPolicy, mona, NOW)
    expect(versions.put(KEY, document, mona, NOW + 1)).toEqual(first)
    expect(versions.current().version).toBe(3)
    expect(chain.watermark('desk')).toBe(2)
  }))

it('a document that is no policy changes nothing', () =>
  inside((storage) => {
    const chain = new Chain(storage.sql)
    const versions = new PolicyVersions(storage, chain)
    const faulty = { ...document, timers: {} } as Policy
    expect(() => versions.put(KEY, faulty, mona, NOW)).toThrow()
    expect([versions.current().version, chain.watermark('desk')]).toEqual([1, 0])
  }))

it.each([`UPDATE policy_version SET document = '{}'`, 'DELETE FROM policy_version'])(
  'refuses %s',
  (statement) =>
    inside(({ sql }) => expect(() => sql.exec(statement)).toThrow('policies are kept')),
)
