// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './processes.mjs'

/**
 * One hash over names and contents of files and folders of the repository; what does not exist counts
 * as nothing.
 * @param {string[]} paths relative to the repository
 * @param {(path: string) => boolean} [counts] leaves files out
 */
export function fingerprint(paths, counts = () => true) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesIn).filter(counts).sort()) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full).flatMap((name) => filesIn(`${path}/${name}`))
}

/**
 * @param {string} file
 * @param {string} stamp
 */
export const hasStamp = (file, stamp) => existsSync(file) && readFileSync(file, 'utf8') === stamp
