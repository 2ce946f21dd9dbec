import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../scripts/server.mjs'
import { test as base } from './fixtures.ts'

export { expect } from '@playwright/test'

/** A server that a test may kill; it comes back on the same address with the same state. */
export type OwnServer = {
  url: string
  /** Of the process that started workerd; another one after each start. */
  readonly pid: number
  /** Where its data lives; to be read while it is dead. */
  stateDir: string
  /** SIGKILL to the whole process group, as a power cut would, then a start as after it. */
  killAndRestart(): Promise<void>
  /** SIGKILL; nothing answers until `restart`. */
  kill(): Promise<void>
  restart(): Promise<void>
}

const FIRST_PORT = Number(process.env.E2E_OWN_PORT ?? 5320)

/** `test` against a server of its own, one for each of Playwright's workers. */
export const test = base.extend<object, { server: OwnServer }>({
  server: [
    async ({}, use, { parallelIndex }) => {
      const stateDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-own-'))
      const start = () => startServer({ port: FIRST_PORT + parallelIndex, stateDir, config: 'e2e' })
      let server = await start()
      const restart = async () => void (server = await start())
      const kill = () => server.kill9()
      const killAndRestart = () => kill().then(restart)
      await use({
        url: server.url,
        get pid() {
          return server.pid
        },
        stateDir,
        kill,
        restart,
        killAndRestart,
      })
      await server.stop()
      rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
})
