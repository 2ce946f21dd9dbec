// @ts-check
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, hasStamp } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { step, tool } from './processes.mjs'

/**
 * Brings the local database of a state directory up to date; nothing to do costs a few milliseconds.
 * @param {string} stateDir
 */
export async function ensureMigrated(stateDir) {
  const stamp = fingerprint(['worker/migrations'])
  const file = join(stateDir, 'migrations.sha256')
  if (hasStamp(file, stamp)) return
  await withLock(join(stateDir, 'migrations.lock'), async () => {
    if (hasStamp(file, stamp)) return
    const args = ['d1', 'migrations', 'apply', 'countersign', '--local', '--persist-to', stateDir]
    await step('Migrating the local database failed; the lines above say why.', tool('wrangler'), [
      ...args,
      '--config',
      'wrangler.jsonc',
    ])
    writeFileSync(file, stamp)
  })
}
