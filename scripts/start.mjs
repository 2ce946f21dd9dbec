// @ts-check
// `npm start` and `npm run dev`: all set-up, then a server until Ctrl-C.
//   --dev    hot reload instead of the production bundle
//   --e2e    with the routes for browser tests, its state in a temporary folder
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentOf } from './leftovers.mjs'
import { Problem, main } from './problem.mjs'
import { startServer } from './server.mjs'

await main(async () => {
  const flags = process.argv.slice(2)
  const unknown = flags.find((flag) => !['--dev', '--e2e'].includes(flag))
  if (unknown) throw new Problem(`${unknown} is not known here: the flags are --dev and --e2e.`)
  endWithNpm()
  return flags.includes('--e2e') ? serveTests() : serve(flags.includes('--dev'))
})

/** @param {boolean} dev */
async function serve(dev) {
  const server = await startServer({ env: process.env, dev, group: false })
  const stopped = stopOnSignal(server)
  console.log(`Countersign is ready on ${server.url} (Ctrl-C stops it)`)
  if (!['', '0', 'false'].includes(process.env.DEMO ?? '1')) {
    console.log('Demo data is on: you are the Member; "Act as" in the header switches people.')
  }
  const code = await server.ended
  return stopped() ? 0 : code || 1
}

async function serveTests() {
  // Browser tests depend on nothing that happens to be set in the shell.
  const stateDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-'))
  const env = process.env.PORT ? { PORT: process.env.PORT } : {}
  try {
    const server = await startServer({ stateDir, env, config: 'e2e', group: false })
    const stopped = stopOnSignal(server)
    console.log(`Countersign for browser tests is ready on ${server.url}`)
    const code = await server.ended
    return stopped() ? 0 : code || 1
  } finally {
    rmSync(stateDir, { recursive: true, force: true })
  }
}

/** npm passes a signal on to its shell alone; when either is gone, nobody wants this server. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const line = () => `${process.ppid} ${parentOf(process.ppid)}`
  const before = line()
  const watch = () => line() === before || process.kill(process.pid, 'SIGTERM')
  setInterval(watch, 300).unref()
}

/** @param {import('./server.mjs').Server} server */
function stopOnSignal(server) {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true
      void server.stop()
    })
  }
  return () => asked
}
