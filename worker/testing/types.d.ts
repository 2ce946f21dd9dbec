/// <reference types="@cloudflare/vitest-plugin/types" />
import type { D1Migration } from 'cloudflare:test'
import type { Env as CountersignEnv } from '../env.ts'

declare global {
  namespace Cloudflare {
    interface Env extends CountersignEnv {}
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    migrations: D1Migration[]
    whole: boolean
    /** A provider on this machine that tests script; see `e2e/openai/for-workerd.ts`. */
    openai: { url: string; control: string }
  }
}
