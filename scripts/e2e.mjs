// @ts-check
// `npm run e2e`: the browser flows; arguments go to Playwright (`-- --ui`, `-- --grep "two cards"`).
import { findBrowser } from './browser.mjs'
import { ensureInstalled } from './install.mjs'
import { main } from './problem.mjs'
import { run, tool } from './processes.mjs'

await main(async () => {
  await ensureInstalled()
  const env = { ...process.env, CHROME_PATH: await findBrowser() }
  return (await run(tool('playwright'), ['test', ...process.argv.slice(2)], { env })).code
})
