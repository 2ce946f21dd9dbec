import { cloudflare } from '@cloudflare/vite-plugin'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const port = Number(process.env.PORT ?? 5173)

export default defineConfig({
  plugins: [
    react(),
    tailwind(),
    cloudflare({
      persistState: { path: process.env.STATE_DIR ?? '.wrangler/state' },
      inspectorPort: false,
    }),
  ],
  server: { port, strictPort: true, host: 'localhost' },
})
