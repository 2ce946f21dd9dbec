import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices. */
export async function isClean(page: Page): Promise<void> {
  // Colours are measured, so nothing may be half-way through a transition.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        // One that is cut short is over as well.
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((n) => n.html) }))
  expect(told).toEqual([])
}
