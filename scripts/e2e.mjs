// @ts-check
// `npm run e2e`: the browser flows; arguments go to Playwright (`-- --ui`, `-- --grep "two cards"`).
import { findBrowser } from './browser.mjs'
import { ensureInstalled } from './install.mjs'
import { main } from './problem.mjs'
import { run, tool } from './processes.mjs'

await main(async () => {
  await ensureInstalled()
  const args = process.argv.slice(2)
  const isWatched = args.some((arg) => /^--(?:ui|headed|debug)/.test(arg))
  const env = { ...process.env, CHROME_PATH: await findBrowser({ isWatched }) }
  return (await run(tool('playwright'), ['test', ...args], { env })).code
})
