import { defineConfig } from '@playwright/test'

const port = process.env.E2E_PORT ?? '5391'
const baseURL = `http://localhost:${port}`

/** Browser flows against the production build with the test routes of `e2e/worker.ts`. */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Generous, because two cores may be shared; a flow that works takes a few seconds.
  timeout: 60_000,
  // Several windows drawn by two cores: what takes long there is no fault of the page.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL,
    // Recording slows every flow down: `npm run e2e -- <name> --trace on` shows what one of them did.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }),
      // Nothing that phones home or waits for a network that is not there.
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs --e2e',
    env: { PORT: port },
    url: baseURL,
    timeout: 180_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
