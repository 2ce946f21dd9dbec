import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import agents from 'agents/vite'
import { defineConfig } from 'vitest/config'

const tests = (folder: string) => `${folder}/**/*.test.ts`
// Models and payment providers talk to a real HTTP server in their tests, and servers need Node.
const onNode = [tests('worker/models'), 'worker/**/*.node.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'domain',
          environment: 'node',
          include: [tests('domain'), tests('app'), tests('eval'), ...onNode],
        },
      },
      {
        plugins: [
          agents(),
          cloudflareTest({
            wrangler: { configPath: 'wrangler.jsonc' },
            // As on local commands, so that the built-in assistant answers.
            miniflare: { bindings: { DEMO: '1' } },
          }),
        ],
        test: {
          name: 'worker',
          testTimeout: 20_000,
          include: [tests('worker')],
          exclude: onNode,
          isolate: false,
          maxWorkers: 1,
          provide: {
            migrations: await readD1Migrations('worker/migrations'),
            // workerd does not see the environment.
            whole: process.env.PROVE === '1',
          },
          setupFiles: ['worker/testing/setup.ts'],
          // A server needs Node, and the Worker under test speaks to it over the network.
          globalSetup: ['e2e/openai/for-workerd.ts'],
        },
      },
    ],
  },
})
