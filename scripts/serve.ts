import { mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'
import { root } from './processes.mjs'

/**
 * Serves a built Worker in workerd, which listens itself: `vite preview` puts a proxy of Node in front, and
 * Miniflare a Worker of its own. Together they took more time than a request does, and lost what they
 * could not pass on. Its settings and secrets are this process's environment.
 *
 *     serve.ts FOLDER        the folder with the build's wrangler.json
 *     PORT, STATE_DIR        where it listens, and where it keeps everything
 */
const [folder] = process.argv.slice(2)
const { PORT, STATE_DIR } = process.env
if (!folder || !PORT || !STATE_DIR) throw new Error('serve.ts needs FOLDER, PORT and STATE_DIR')

const config = unstable_readConfig({ config: join(folder, 'wrangler.json') })
const { main, workerOptions } = unstable_getMiniflareWorkerOptions(config)
if (!main || !config.name) throw new Error(`${folder} holds no built Worker`)
const { modulesRules: _, ...worker } = workerOptions
// Miniflare starts workerd only; without the folder it would fail later, with less to say.
const resourceTmpPath = join(root, '.wrangler', 'tmp')
mkdirSync(resourceTmpPath, { recursive: true })

const server = new Miniflare(
  // What wrangler makes of a configuration is still what version 4 took.
  convertV4MiniflareOptions({
    log: new Log(LogLevel.WARN),
    telemetry: { enabled: false },
    // `v3` is what Vite's plugin calls it; state of earlier versions is there.
    resourcePersistencePath: join(STATE_DIR, 'v3'),
    resourceTmpPath,
    workers: [
      {
        ...worker,
        name: config.name,
        modulesRoot: dirname(main),
        modules: modulesFrom(main),
        unsafeDirectSockets: [{ host: 'localhost', port: Number(PORT) }],
      },
    ],
  }),
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void server.dispose().then(() => process.exit(0)))
}
await server.ready

/** The entry comes first; that is how Miniflare tells it. */
function modulesFrom(entry: string): { type: 'ESModule'; path: string }[] {
  const all = readdirSync(dirname(entry), { recursive: true, encoding: 'utf8' })
  const others = all
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(dirname(entry), name))
    .filter((path) => path !== entry)
  return [entry, ...others].map((path) => ({ type: 'ESModule', path }))
}
