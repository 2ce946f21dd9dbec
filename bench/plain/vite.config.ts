import { cloudflare } from '@cloudflare/vite-plugin'
import react from '@vitejs/plugin-react'
import agents from 'agents/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('.'),
  plugins: [
    agents(),
    react(),
    cloudflare({
      configPath: at('wrangler.jsonc'),
    }),
  ],
})
