import type { Page } from '@playwright/test'
import { statuses } from '../domain/approval.ts'
import { isClean } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { Card } from './pages/card.ts'
import { ines, maya, NOW, rob } from './states/request.ts'
import { grants } from './states/grants.ts'
import { states, type State } from './states/states.ts'

/** Where pictures go: `CARD_SHOTS=folder npm run e2e -- card-states`. Without it none are taken. */
const folder = process.env.CARD_SHOTS

const looks = [
  { name: 'light', colorScheme: 'light', width: 800 },
  { name: 'dark', colorScheme: 'dark', width: 800 },
  { name: 'narrow', colorScheme: 'light', width: 360 },
  { name: 'narrow-dark', colorScheme: 'dark', width: 360 },
] as const

test.use({
  timezoneId: 'America/New_York',
  contextOptions: { reducedMotion: 'reduce' },
})

test('every status has a face', () => {
  expect(new Set(states.map(({ request }) => request.status))).toEqual(new Set(statuses))
})

for (const viewer of [maya, rob, ines]) {
  for (const waits of [true, false]) {
    const shown = states.filter(
      (state) => state.viewer === viewer && (state.request.status === 'pending') === waits,
    )
    const faces = waits ? 'waiting' : 'decided'
    test(`${viewer.name} reads who and when on ${faces} cards`, async ({ somebody }) => {
      test.slow()
      const { page } = await somebody(viewer.role)
      await open(page, shown)
      for (const state of shown) {
        const card = cardOf(page, state)
        await card.is(state.request.status)
        await state.open?.(card)
        for (const sentence of state.says) await expect(card.root).toContainText(sentence)
        await expect(card.root.locator('time').first()).toBeVisible()
      }
      for (const { name, colorScheme, width } of looks) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 1600 })
        await isWithin(page)
        await isClean(page)
        for (const state of folder ? shown : []) {
          const path = `${folder}/${state.name}-${name}.png`
          await cardOf(page, state).root.screenshot({ path })
        }
      }
    })
  }
}

test('the grants say what is left of them, in every look', async ({ somebody }) => {
  test.slow()
  const { page } = await somebody(maya.role)
  await page.clock.setFixedTime(NOW)
  await page.route('**/api/me', (route) => route.fulfill({ json: maya }))
  await page.route('**/api/grants', (route) => route.fulfill({ json: { items: grants } }))
  await page.goto('/grants')
  const items = page.getByRole('list', { name: 'Grants' }).getByRole('listitem')
  await expect(items).toHaveCount(grants.length)
  await expect(items.first()).toContainText('Send payments to Harbor Print up to $40.00 each')
  await expect(items.first()).toContainText('When you ask for it. Given by you')
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(2)
  for (const { name, colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 1600 })
    await isWithin(page)
    await isClean(page)
    if (folder) await page.screenshot({ path: `${folder}/grants-${name}.png` })
  }
})

/** The inbox of the viewer, with the server's answers replaced by the states. */
async function open(page: Page, shown: readonly State[]): Promise<void> {
  const items = shown.map(({ request }) => request)
  await page.clock.setFixedTime(NOW)
  await page.route('**/api/me', (route) => route.fulfill({ json: shown[0]?.viewer }))
  await page.route('**/api/approvals?*', (route) =>
    route.fulfill({ json: { items, nextCursor: null } }),
  )
  await page.goto(items[0]?.status === 'pending' ? '/review' : '/review?show=decided')
}

const cardOf = (page: Page, { request }: State): Card =>
  new Card(
    page.getByRole('listitem').filter({ has: page.locator(`[data-request-id="${request.id}"]`) }),
    request.title,
  )

/** Nothing is wider than the page, nor are its parts wider than a card. */
async function isWithin(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.page, .card')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  )
  expect(wide).toEqual([])
}
