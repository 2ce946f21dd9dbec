import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, inject } from 'vitest'

// Test files share one isolate and its storage, because loading the Worker takes longer than its
// tests. Like requests to one server, each brings the people, names and data that it speaks of.
beforeAll(() => applyD1Migrations(env.DB, inject('migrations')))
