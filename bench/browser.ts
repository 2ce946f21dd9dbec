import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '../scripts/browser.mjs'

/** Runs the work with a browser of its own. */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    // Nothing that phones home or waits for a network that is not there.
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  })
  return work(browser).finally(() => browser.close())
}
