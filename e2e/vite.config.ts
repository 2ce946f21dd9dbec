import { cloudflare } from '@cloudflare/vite-plugin'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The Worker for browser tests: `e2e/worker.ts` instead of `worker/index.ts`. Its pages are the files
 * of the production build, taken as they are. Having this folder as root keeps it apart from the
 * production build: each root has its own `.wrangler/deploy/config.json`, which
 * `wrangler deploy` reads.
 */
export default defineConfig({
  root: at('.'),
  publicDir: at('../dist/client'),
  build: { outDir: at('../dist-e2e'), emptyOutDir: true },
  plugins: [
    cloudflare({
      configPath: at('../wrangler.jsonc'),
      // Added to the list in wrangler.jsonc, so that only this build routes them to the Worker.
      config: { main: at('worker.ts'), assets: { run_worker_first: ['/e2e/*'] } },
    }),
  ],
})
