// @ts-check
// `node scripts/run.mjs FILE …`: all set-up, then a TypeScript file on the pinned Node.
import { ensureInstalled } from './install.mjs'
import { main } from './problem.mjs'
import { pinnedNode, run } from './processes.mjs'

await main(async () => {
  await ensureInstalled()
  return (await run(pinnedNode, process.argv.slice(2))).code
})
