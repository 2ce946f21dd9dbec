import type { Page } from '@playwright/test'
import { withBrowser } from './browser.ts'
import { atMost, inMilliseconds, median, quantile, type Question } from './question.ts'
import { withCountersign, withPlain } from './servers.ts'

const ROUNDS = 50
/** Payments in one conversation: the member's $250 a day last for two of them, then the demo is reset. */
const BATCH = 10

/** How long a person looks at a card that they have approved, until it says that it is done. */
export const approve: Question = {
  name: 'approve',
  ask: () =>
    withPlain((plain) =>
      withCountersign('production', (countersign) =>
        withBrowser(async (browser) => {
          const [ours, theirs] = await Promise.all([
            browser.newPage({ baseURL: countersign.url }),
            browser.newPage({ baseURL: plain.url }),
          ])
          await ours.request.post('/api/demo/sign-in', { data: { account: 'member' } })
          const times = { ours: new Array<number>(), theirs: new Array<number>() }
          for (let round = 0; round < ROUNDS; round += 1) {
            if (round % BATCH === 0) {
              if (round % (2 * BATCH) === 0) await ours.request.post('/api/demo/reset')
              await ours.goto(`/c/${await newConversation(ours)}`)
              await theirs.goto(`/?chat=${round}`)
            }
            const invoice = `INV-${2001 + round}`
            times.theirs.push(await pay(theirs, invoice))
            times.ours.push(await pay(ours, invoice))
          }
          const middle = { ours: median(times.ours), theirs: median(times.theirs) }
          const spread = (values: number[]) =>
            `${inMilliseconds(median(values))}, 95 % within ${inMilliseconds(quantile(values, 0.95))}`
          return [
            { what: 'click Approve → succeeded, plain pattern', measured: spread(times.theirs) },
            { what: 'click Approve → succeeded, Countersign', measured: spread(times.ours) },
            atMost('the same as a ratio (aim 0.4)', middle.ours / middle.theirs, 0.6),
          ]
        }),
      ),
    ),
}

async function newConversation(page: Page): Promise<string> {
  const answer = await page.request.post('/api/conversations', { data: {} })
  return (await answer.json()).id
}

/** Asks for the payment, approves it with the mouse and gives the milliseconds that the page took. */
async function pay(page: Page, invoice: string): Promise<number> {
  await page.bringToFront()
  await page.getByRole('textbox', { name: 'Message' }).fill(`Pay invoice ${invoice}`)
  await page.getByRole('button', { name: 'Send' }).click()
  const button = page.getByRole('button', { name: 'Approve', exact: true })
  await button.waitFor()
  const taken = page.evaluate(fromClickToSuccess)
  await page.mouse.move(0, 0)
  await button.click()
  return taken
}

/** Runs in the page: from the click event to the attribute, on the page's own clock. */
const fromClickToSuccess = () =>
  new Promise<number>((resolve) => {
    const clicked = (event: Event) => {
      const card = event.target instanceof Element && event.target.closest('[data-request-id]')
      if (!card) return
      const start = performance.now()
      document.removeEventListener('click', clicked, true)
      const id = card.getAttribute('data-request-id')
      const done = `[data-request-id="${id}"][data-status="succeeded"]`
      const observer = new MutationObserver(() => {
        if (!document.querySelector(done)) return
        observer.disconnect()
        resolve(performance.now() - start)
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true })
    }
    document.addEventListener('click', clicked, true)
  })
