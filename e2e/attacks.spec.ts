import type { Act } from './attacks/attack.ts'
import { type Cast, gather } from './attacks/cast.ts'
import { allowedTypes, refusedTypes } from './attacks/frame-types.ts'
import { attacks, controls, themes } from './attacks/index.ts'
import { filesWithCallables, frameTypes } from './attacks/sdk.ts'
import { Stage } from './attacks/stage.ts'
import { plainly, table, written } from './attacks/table.ts'
import { Watch } from './attacks/watch.ts'
import { expect, test as base } from './fixtures.ts'

const test = base.extend<{ stage: Stage }, { cast: Cast }>({
  // One sign-up a role for each of Playwright's workers; whoever is changed is a newcomer.
  cast: [
    async ({ playwright }, use, { project }) => {
      const { baseURL: url = '' } = project.use
      // A connection that was idle for long may be closing just as it is used again.
      const extraHTTPHeaders = { connection: 'close' }
      const api = await playwright.request.newContext({ baseURL: url, extraHTTPHeaders })
      await use(await gather(url, api))
      await api.dispose()
    },
    { scope: 'worker' },
  ],
  stage: async ({ cast }, use) => {
    const stage = await Stage.set(cast)
    await use(stage)
    stage.clear()
  },
})

/** Each attack is answered as it should be and leaves everything as it was. */
async function play({ attacks }: Act, stage: Stage): Promise<void> {
  const watch = new Watch(stage)
  await attacks[0]?.scene(stage)
  await stage.mark()
  for (const attack of attacks) {
    await test.step(attack.name, async () => {
      expect.soft(await attack.run(stage), attack.name).toBe(attack.expected)
      await watch.check(attack)
    })
  }
  await watch.audit(attacks.flatMap(({ facts = [] }) => facts))
}

for (const [theme, acts] of Object.entries(themes)) {
  test.describe(`attacks: ${theme.toLowerCase()}`, () => {
    for (const act of acts) test(act.name, ({ stage }) => play(act, stage))
  })
}

test.describe('attacks: done rightly, the same succeeds', () => {
  for (const act of controls) test(act.name, ({ stage }) => play(act, stage))
})

test('there are more than 80 attacks, each with a name of its own', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(80)
  const names = attacks.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('attacks that share a stage share their scene and leave nothing', () => {
  const shared = Object.values(themes)
    .flat()
    .filter((act) => act.attacks.length > 1)
  for (const { attacks } of shared) {
    expect(new Set(attacks.map(({ scene }) => scene)).size).toBe(1)
    expect(attacks.every(({ facts, payments, says }) => !facts && !payments && !says)).toBe(true)
  }
})

test('every frame type of the SDK is attacked or allowed, and no method is open to calls', async () => {
  const own = Object.keys(refusedTypes).filter((type) => type.startsWith('cf_'))
  expect(await frameTypes()).toEqual([...own, ...allowedTypes, 'rpc'].sort())
  expect(await filesWithCallables()).toEqual([])
})

test('docs/proofs.md lists them all', async () => {
  expect(plainly(await written())).toBe(plainly(table()))
})
