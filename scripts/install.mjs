// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { Problem } from './problem.mjs'
import { pinnedNode, root, step } from './processes.mjs'

const lockFile = join(root, 'package-lock.json')
const installedFile = join(root, 'node_modules', '.package-lock.json')

/** Installs exactly what package-lock.json says, unless that is what is there. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    throw new Problem(`Node 20 or newer is needed; this is ${process.versions.node}.`)
  }
  if (isInstalled()) return
  await withLock(join(root, '.wrangler', 'locks', 'install'), async () => {
    if (isInstalled()) return
    console.log('Installing packages (once, about a minute) …')
    // Warnings about the machine's own Node mean nothing here: the tools run on the pinned one.
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    await step('Installing packages failed; the lines above say why.', 'npm', args)
  })
  if (!existsSync(pinnedNode)) {
    throw new Problem(
      'npm skipped the install scripts; run `npm ci --ignore-scripts=false`, then try again.',
    )
  }
}

/** npm writes what it has installed into a hidden lock file, at the end; compare that with ours. */
function isInstalled() {
  if (!existsSync(installedFile) || !existsSync(pinnedNode)) return false
  const wanted = packagesOf(lockFile)
  const installed = packagesOf(installedFile)
  const same = (/** @type {string} */ path) =>
    installed[path]?.version === wanted[path]?.version &&
    installed[path]?.integrity === wanted[path]?.integrity
  return (
    Object.keys(installed).every(same) &&
    Object.keys(wanted).every((path) => path === '' || wanted[path]?.optional || same(path))
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
