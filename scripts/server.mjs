// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, workerOf } from './build.mjs'
import { readEnvironment, serverEnvironment } from './environment.mjs'
import { ensureInstalled } from './install.mjs'
import { endLeftovers, noteServer, readNote } from './leftovers.mjs'
import { isAlive } from './lock.mjs'
import { ensureMigrated } from './migrate.mjs'
import { Problem } from './problem.mjs'
import { pinnedNode, root, tool, withTools } from './processes.mjs'

/**
 * @typedef {object} Server
 * @property {string} url without a slash at its end
 * @property {number} pid of the parent of workerd
 * @property {Promise<number>} ended resolves with the exit code
 * @property {() => Promise<void>} stop asks it to end, and makes sure of it
 * @property {() => Promise<void>} kill9 SIGKILL to it and workerd at once, as a power cut would
 */

/**
 * Starts a server and resolves when it answers; whatever set-up is missing happens first. It has its
 * own process group, so that `kill9` takes everything it started.
 * @param {object} options
 * @param {number} [options.port] default `env.PORT`
 * @param {string} [options.stateDir] default `env.STATE_DIR`; one server per directory
 * @param {NodeJS.ProcessEnv} [options.env] settings for the Worker; the caller's own are not inherited
 * @param {import('./build.mjs').Build} [options.config] `e2e` has the test routes
 * @param {boolean} [options.dev] hot reload instead of the production bundle
 * @param {boolean} [options.group] false keeps it in the caller's process group, for a terminal
 * @returns {Promise<Server>}
 * @throws {Problem} when a setting is malformed, the port is taken or it does not come up
 */
export async function startServer({ port, stateDir, env = {}, config = 'production', dev, group }) {
  const settings = readEnvironment({
    ...env,
    ...(port && { PORT: String(port) }),
    ...(stateDir && { STATE_DIR: stateDir }),
  })
  await refuseTaken(settings)
  await ensureInstalled()
  await ensureMigrated(settings.stateDir)
  if (!dev) await ensureBuilt(config)

  const hotReload = ['--import', leash, tool('vite'), '--logLevel', 'warn']
  const child = spawn(pinnedNode, dev ? hotReload : serving(workerOf(config)), {
    cwd: root,
    env: withTools(serverEnvironment(settings)),
    detached: group !== false,
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const pid = child.pid
  if (pid === undefined) throw new Problem('The server could not be started; run `npm ci`.')
  noteServer(settings.stateDir, { pid, port: settings.port })
  const ended = once(child, 'exit').then(([code]) => {
    endLeftovers(settings.stateDir)
    return Number(code ?? 1)
  })

  const kill9 = async () => {
    try {
      process.kill(group === false ? pid : -pid, 'SIGKILL')
    } catch {
      // Already gone.
    }
    await ended
  }
  const stop = async () => {
    child.kill('SIGTERM')
    const patience = new AbortController()
    const late = delay(5000, 'late', { signal: patience.signal }).catch(() => 'ended')
    if ((await Promise.race([ended, late])) === 'late') await kill9()
    patience.abort()
  }
  const url = `http://localhost:${settings.port}`
  try {
    await answers(url, ended)
    noteServer(settings.stateDir, { pid, port: settings.port })
  } catch (error) {
    await kill9()
    throw error
  }
  return { url, pid, ended, stop, kill9 }
}

const leash = new URL('leash.mjs', import.meta.url).href

/**
 * What Node is to run.
 * @param {string} folder with the built Worker
 */
export const serving = (folder) => [
  '--import',
  leash,
  fileURLToPath(new URL('serve.ts', import.meta.url)),
  folder,
]

/**
 * @param {string} url
 * @param {Promise<number>} ended
 */
async function answers(url, ended) {
  let over = false
  void ended.then(() => (over = true))
  const deadline = Date.now() + 120_000
  let last = 'nothing'
  while (!over && Date.now() < deadline) {
    try {
      const response = await fetch(`${url}/api/demo`, { signal: AbortSignal.timeout(30_000) })
      if (response.status < 500) return
      last = await response.text()
    } catch {
      // Not listening yet.
    }
    await delay(50)
  }
  if (over) throw new Problem('The server ended before it answered; the lines above say why.')
  throw new Problem(`The server did not get ready within two minutes; it last answered: ${last}`)
}

/** @param {import('./environment.mjs').Settings} settings */
async function refuseTaken({ port, stateDir }) {
  // A server that is just ending still holds its port for a moment.
  for (let tries = 20; await isListening(port); tries -= 1) {
    if (tries === 0) {
      throw new Problem(`Port ${port} is in use: stop what runs there, or set PORT to another one.`)
    }
    await delay(100)
  }
  const other = readNote(stateDir)
  // Two servers on one directory would each believe that they alone own its timers and effects.
  if (other && isAlive(other.pid) && (await isListening(other.port))) {
    throw new Problem(
      `A server on port ${other.port} uses ${stateDir}: stop it, or set STATE_DIR to another folder.`,
    )
  }
  endLeftovers(stateDir)
}

/** @param {number} port */
const isListening = async (port) =>
  (await Promise.all(['127.0.0.1', '::1'].map((host) => accepts(host, port)))).includes(true)

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const accepts = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host })
    socket.on('error', () => resolve(false))
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
