import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Build } from '../scripts/build.mjs'
import { ensureMigrated } from '../scripts/migrate.mjs'
import { Problem } from '../scripts/problem.mjs'
import { pinnedNode, root, step, tool, withTools } from '../scripts/processes.mjs'
import { serving, startServer } from '../scripts/server.mjs'

/** A running server: its address without a slash at the end, and how to end it. */
export type Running = { url: string; stop(): Promise<void> }

const PORTS = { countersign: 5311, plain: 5312 }

/** Runs the work with a state directory of its own, which is gone afterwards. */
export async function withStateDir<T>(work: (stateDir: string) => Promise<T>): Promise<T> {
  const stateDir = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  try {
    return await work(stateDir)
  } finally {
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Countersign in a build, on fresh demo data. */
export const withCountersign = <T>(
  config: Build,
  work: (server: Running) => Promise<T>,
): Promise<T> =>
  withStateDir(async (stateDir) => {
    const server = await startServer({ port: PORTS.countersign, stateDir, config })
    return work(server).finally(() => server.stop())
  })

/** The plain AIChatAgent pattern, on the same business data. */
export const withPlain = <T>(work: (server: Running) => Promise<T>): Promise<T> =>
  withStateDir(async (stateDir) => {
    const server = await startPlain(stateDir)
    return work(server).finally(() => server.stop())
  })

async function startPlain(stateDir: string): Promise<Running> {
  await ensureMigrated(stateDir)
  const folder = join('bench', 'plain')
  await step('Building the plain pattern failed.', tool('vite'), ['build', folder])
  const child = spawn(pinnedNode, serving(join(root, folder, 'dist', 'plain_pattern')), {
    cwd: root,
    env: withTools({ ...process.env, PORT: String(PORTS.plain), STATE_DIR: stateDir }),
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const ended = once(child, 'exit')
  const url = `http://localhost:${PORTS.plain}`
  await seeded(url, ended)
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Resolves when the plain server has put its demo data in place. */
async function seeded(url: string, ended: Promise<unknown>): Promise<void> {
  let over = false
  void ended.then(() => (over = true))
  for (const deadline = Date.now() + 60_000; !over && Date.now() < deadline; await delay(50)) {
    const answer = await fetch(`${url}/reset`, { method: 'POST' }).catch(() => null)
    if (answer?.ok) return
  }
  throw new Problem('The server of the plain pattern did not come up.')
}
