// @ts-check
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A note in the state directory says which processes serve it. workerd outlives a `vite` that was
 * killed, and would go on firing timers on a database that the next server uses too.
 *
 * @typedef {{ pid: number, port: number, workerd: number[] }} Note
 */

/** @param {string} stateDir */
const fileOf = (stateDir) => join(stateDir, 'server.json')

/**
 * @param {string} stateDir
 * @param {{ pid: number, port: number }} server
 */
export function noteServer(stateDir, { pid, port }) {
  const workerd = processes().filter((each) => each.parent === pid && each.name === 'workerd')
  const note = { pid, port, workerd: workerd.map((each) => each.pid) }
  writeFileSync(fileOf(stateDir), JSON.stringify(note))
}

/**
 * @param {string} stateDir
 * @returns {Note | null}
 */
export function readNote(stateDir) {
  try {
    const note = JSON.parse(readFileSync(fileOf(stateDir), 'utf8'))
    return Array.isArray(note.workerd) ? note : null
  } catch {
    return null // None yet, or cut short by a power cut.
  }
}

/**
 * Ends the workerd of a server that is gone; process ids given out again to others are left alone.
 * @param {string} stateDir
 */
export function endLeftovers(stateDir) {
  const note = readNote(stateDir)
  if (!note?.workerd.length) return
  for (const { pid, name } of processes()) {
    if (name !== 'workerd' || !note.workerd.includes(pid)) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}

/** @typedef {{ pid: number, parent: number, name: string }} Process */

/** @returns {Process[]} */
function processes() {
  // Small Linux images have no `ps`.
  const lines = hasProc ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : fromPs()
  return lines.flatMap((line) => parse(hasProc ? statOf(Number(line)) : line) ?? [])
}

/**
 * The parent of a process; 0 when it is gone, or where that cannot be told cheaply.
 * @param {number} pid
 */
export const parentOf = (pid) => parse(statOf(pid))?.parent ?? 0

const hasProc = existsSync('/proc/self/stat')

/**
 * @param {string} line as `/proc/PID/stat` or `ps -o pid=,comm=,ppid=` says it
 * @returns {Process | null}
 */
function parse(line) {
  const match = /^\s*(\d+)\s+\(?(.*?)\)?\s+(?:[A-Za-z]\s+)?(\d+)\b/.exec(line)
  if (!match) return null
  const [, pid, name = '', parent] = match
  return { pid: Number(pid), parent: Number(parent), name: name.replace(/^.*\//, '') }
}

/** @param {number} pid */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return '' // It has ended, or this is no Linux.
  }
}

const fromPs = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,comm=,ppid='], { encoding: 'utf8' }).split('\n')
