import { PlayedBinding } from '../../worker/business/mail/testing.ts'
import type { Env } from '../../worker/env.ts'

const EMAIL = new PlayedBinding() as unknown as SendEmail
const MAIL_FROM = 'assistant@fernway.example'

/** As deployed with mail, for a request that says so: on local commands no provider counts. */
export function connectedFor(request: Request, env: Env): Env {
  if (!request.headers.has('e2e-mail')) return env
  const { DEMO: _, ...deployed } = env
  return { ...deployed, EMAIL, MAIL_FROM }
}
