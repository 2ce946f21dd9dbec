import { test as base, type BrowserContext } from '@playwright/test'
import type { Role } from '../domain/roles.ts'
import { Actor } from './actor.ts'
import { Workshop } from './workshop.ts'

export { expect } from '@playwright/test'

type Fixtures = {
  /** A member with their own account and browser; those below likewise. Made only where asked for. */
  member: Actor
  secondMember: Actor
  reviewer: Actor
  secondReviewer: Actor
  manager: Actor
  auditor: Actor
  admin: Actor
  /** Signs somebody up in a new browser, for flows that need one more person. */
  somebody: (role: Role) => Promise<Actor>
  /** Data, time, faults, a model's words. */
  workshop: Workshop
}

type Use = (actor: Actor) => Promise<void>
const as =
  (role: Role) =>
  async ({ somebody }: Pick<Fixtures, 'somebody'>, use: Use): Promise<void> =>
    use(await somebody(role))

/**
 * Playwright's `test` with people in it. Each test has its own accounts, conversations and invoices,
 * so tests run beside each other in any order. Reviewers see the requests of every test that is
 * running: find a card by what it is about, never by its place.
 */
export const test = base.extend<Fixtures>({
  somebody: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role) => {
      const context = await browser.newContext()
      contexts.push(context)
      return Actor.signUp(await context.newPage(), role)
    })
    for (const context of contexts) await context.close()
  },
  member: as('member'),
  secondMember: as('member'),
  reviewer: as('reviewer'),
  secondReviewer: as('reviewer'),
  manager: as('manager'),
  auditor: as('auditor'),
  admin: as('admin'),
  workshop: async ({ playwright, baseURL }, use) => {
    const api = await playwright.request.newContext(baseURL ? { baseURL } : {})
    await use(await Workshop.open(api))
    await api.dispose()
  },
})
