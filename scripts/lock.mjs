// @ts-check
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

// Longer than any install or build takes: a process id may be given out again after a restart.
const stale = 20 * 60_000

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Does the work while no other process holds the same lock; waits for its turn. A lock whose holder
 * has died is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  while (!take(file)) await delay(100)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function take(file) {
  // A link appears with its content, so nobody ever reads a lock without a holder.
  const own = `${file}.${randomUUID()}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, file)
    return true
  } catch {
    dropDead(file)
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

/** @param {string} file */
function dropDead(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    if (isAlive(holder) && Date.now() - statSync(file).mtimeMs < stale) return
    // Only one of several waiters can rename it away, and a lock taken meanwhile is put back.
    const aside = `${file}.${randomUUID()}`
    renameSync(file, aside)
    if (Number(readFileSync(aside, 'utf8')) !== holder) linkSync(aside, file)
    rmSync(aside)
  } catch {
    // Its holder, or another waiter, was faster.
  }
}
