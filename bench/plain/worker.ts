import { routeAgentRequest } from 'agents'
import { readLedger } from '../../worker/business/ledger.ts'
import { seedBusiness } from '../../worker/business/seed.ts'
import type { Env } from '../../worker/env.ts'

export { PlainChat } from './plain-chat.ts'

/** The plain pattern's Worker: the SDK's router, and two routes for measuring. */
export default {
  async fetch(request, env) {
    switch (new URL(request.url).pathname) {
      case '/ledger':
        return Response.json(await readLedger(env.DB))
      case '/reset':
        await seedBusiness(env.DB, Date.now())
        return new Response(null, { status: 204 })
      default:
        return (await routeAgentRequest(request, env)) ?? new Response('Not found', { status: 404 })
    }
  },
} satisfies ExportedHandler<Pick<Env, 'DB'>>
