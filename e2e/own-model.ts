import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../scripts/server.mjs'
import { test as base } from './fixtures.ts'
import { startOpenAiServer, type ScriptedAnswer } from './openai-server.ts'

export { expect } from '@playwright/test'

/** A provider on this machine, and a server that is connected to it in place of the built-in assistant. */
export type OwnModel = {
  url: string
  /** What it answers from now on, one after another. */
  answers(...next: ScriptedAnswer[]): void
  /** Breaks the connection of a reply that hangs. */
  cut(): void
}

const FIRST_PORT = Number(process.env.E2E_MODEL_PORT ?? 5330)

/** A dollar for each thousand tokens, so that a test can count along. */
const prices = JSON.stringify({ 'scripted-model': { input: 1_000, output: 1_000 } })

/** `test` against a server with a language model, one for each of Playwright's workers. */
export const test = base.extend<object, { model: OwnModel }>({
  model: [
    async ({}, use, { parallelIndex }) => {
      let scripted: ScriptedAnswer[] = []
      const provider = await startOpenAiServer(
        () => scripted.shift() ?? { text: 'Nothing more is scripted.' },
      )
      const stateDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-model-'))
      const env = {
        OPENAI_API_KEY: 'sk-test',
        OPENAI_BASE_URL: provider.url,
        OPENAI_MODEL: 'scripted-model',
        OPENAI_PRICES: prices,
      }
      const port = FIRST_PORT + parallelIndex
      const server = await startServer({ port, stateDir, env, config: 'e2e' })
      await use({
        url: server.url,
        answers: (...next) => void (scripted = next),
        cut: () => provider.cut(),
      })
      await server.stop()
      await provider.close()
      rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ model }, use) => use(model.url),
})
