import { test as base } from './fixtures.ts'
import { expect } from './fixtures.ts'
import type { Attack } from './attacks/attack.ts'
import { type Cast, gather } from './attacks/cast.ts'
import { attacks, controls, themes } from './attacks/index.ts'
import { Stage } from './attacks/stage.ts'
import { Watch } from './attacks/watch.ts'

const test = base.extend<{ stage: Stage }, { cast: Cast }>({
  // One sign-up a role for each of Playwright's workers; whoever is changed is a newcomer.
  cast: [
    async ({ playwright }, use, { project }) => {
      const url = project.use.baseURL ?? ''
      const api = await playwright.request.newContext({ baseURL: url })
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

/** The attack is answered as it should be, and everything is as it was. */
async function strike(attack: Attack, stage: Stage): Promise<void> {
  const watch = new Watch(stage)
  await attack.scene(stage)
  await stage.mark()
  expect(await attack.run(stage)).toBe(attack.expected)
  await watch.check(attack)
}

for (const [theme, entries] of Object.entries(themes)) {
  test.describe(`attacks: ${theme.toLowerCase()}`, () => {
    for (const attack of entries) {
      test(attack.name, ({ stage }) => strike(attack, stage))
    }
  })
}

test.describe('attacks: done rightly, the same acts succeed', () => {
  for (const control of controls) {
    test(control.name, ({ stage }) => strike(control, stage))
  }
})

test('there are more than 80 attacks, each with a name of its own', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(80)
  const names = [...attacks, ...controls].map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
