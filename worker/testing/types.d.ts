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
  }
}
