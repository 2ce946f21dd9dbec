import type { Env } from '../worker/env.ts'
import { createApp } from '../worker/http/app.ts'
import { books } from './worker/books.ts'
import { business } from './worker/business.ts'
import { controls } from './worker/controls.ts'
import { factories } from './worker/factories.ts'
import { connectedFor } from './worker/mail.ts'

/**
 * The same Worker with what browser tests need beside it, under `/e2e`: a clock that moves, faults, a
 * scripted model, fresh accounts and invoices. The production entry is `worker/index.ts`; nothing
 * there knows of this folder, and `production-bundle.spec.ts` proves it of the bundle.
 */
const app = createApp()
app.route('/e2e', factories)
app.route('/e2e', business)
app.route('/e2e/books', books)
app.route('/e2e', controls)

export { ChatAgent } from './worker/chat-agent.ts'
export { ReviewDesk } from '../worker/desk/review-desk.ts'

export default {
  fetch: (request: Request, env: Env, context: ExecutionContext) =>
    app.fetch(request, connectedFor(request, env), context),
}
