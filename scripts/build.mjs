// @ts-check
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint, hasStamp } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { main } from './problem.mjs'
import { root, step, tool } from './processes.mjs'

/** @typedef {'production' | 'e2e'} Build */

const sources = [
  'app',
  'domain',
  'worker',
  'public',
  'index.html',
  'vite.config.ts',
  'wrangler.jsonc',
  'tsconfig.json',
  'package-lock.json',
]
const isSource = (/** @type {string} */ path) => !/\.(test|spec)\.tsx?$|\/\.wrangler\//.test(path)

/** The folder of each build, its Vite configuration and what it is made from. */
const builds = {
  production: { folder: 'dist', args: ['build'], paths: sources },
  // The pages are those of the production build, taken as they are; only the Worker is another.
  e2e: { folder: 'dist-e2e', args: ['build', 'e2e'], paths: [...sources, 'e2e'] },
}

/** @param {Build} build the folder with its Worker */
export const workerOf = (build) => join(root, builds[build].folder, 'countersign')

/**
 * Builds what has changed since the last build, one process at a time.
 * @param {Build} build
 */
export async function ensureBuilt(build) {
  if (build === 'e2e') await ensureBuilt('production')
  const { folder, args, paths } = builds[build]
  const file = join(root, folder, '.stamp')
  if (hasStamp(file, fingerprint(paths, isSource))) return
  await withLock(join(root, '.wrangler', 'locks', 'build'), async () => {
    const stamp = fingerprint(paths, isSource)
    if (hasStamp(file, stamp)) return
    console.log(build === 'e2e' ? 'Building the Worker for browser tests …' : 'Building …')
    rmSync(file, { force: true })
    await step('Building failed; the lines above say why.', tool('vite'), args, buildEnvironment())
    writeFileSync(file, stamp)
  })
}

/** Nothing of the person's environment goes into a build: settings reach the Worker when it starts. */
function buildEnvironment() {
  const { NODE_ENV: _, ...env } = process.env
  return {
    ...env,
    CLOUDFLARE_INCLUDE_PROCESS_ENV: 'false',
    CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
  }
}

// `npm run build`
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(() => ensureBuilt('production'))
}
