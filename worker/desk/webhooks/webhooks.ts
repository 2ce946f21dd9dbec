import type { Status } from '../../../domain/approval.ts'
import type { ApprovalRequest } from '../../../domain/protocol.ts'
import { maySee } from '../../../domain/quorum.ts'
import { can, type Person } from '../../../domain/roles.ts'
import type { WebhookItem, WebhooksPage } from '../../../domain/webhook.ts'
import type { Fact } from '../../approvals/store.ts'
import type { Answer } from '../../rpc.ts'
import { isTold, messagesFrom } from './messages.ts'
import { Sender, type SenderDeps } from './sender.ts'
import type { WebhookSettings } from './settings.ts'
import { type Kept, MessageStore, requestIn } from './store.ts'

/** How soon after a crash the alarm sends what was written, in milliseconds. */
const WAKE_AFTER = 2_000
/** How many of each kind the page shows. */
const SHOWN = { dead: 50, waiting: 20, delivered: 20 }

type Deps = Omit<SenderDeps, 'store'> & { settings: WebhookSettings; sql: SqlStorage }

/**
 * Messages to the workspace's own systems. They are written in the transaction that takes the facts
 * which they tell, and leave from there. Without an endpoint none are written.
 */
export class Webhooks {
  readonly #deps: Deps
  readonly #store: MessageStore
  readonly #sender: Sender | null

  constructor(deps: Deps) {
    this.#deps = deps
    this.#store = new MessageStore(deps.sql)
    const { settings } = deps
    this.#sender =
      settings.state === 'connected' ? new Sender(settings, { ...deps, store: this.#store }) : null
  }

  get isConnected(): boolean {
    return this.#sender !== null
  }

  /** Before the transaction that takes these facts: killed right after it, the alarm sends. */
  async expect(facts: readonly Fact[]): Promise<void> {
    if (!this.#sender || !facts.some(({ type }) => isTold(type))) return
    await this.#deps.wakeAt(this.#deps.now() + WAKE_AFTER)
  }

  /**
   * Within that transaction, and before it takes the requests: writes what those facts make that come
   * after number `known` of their source.
   */
  note(
    facts: readonly Fact[],
    known: number,
    requests: readonly ApprovalRequest[],
    before: (requestId: string) => Status | null,
  ): void {
    if (!this.#sender) return
    const fresh = facts.filter(({ seq }) => seq > known)
    for (const message of messagesFrom(fresh, requests, before)) {
      this.#store.add(message, this.#deps.now())
    }
  }

  /** What the alarm wakes for; also after a commit, and after a start. */
  async wake(): Promise<void> {
    await this.#sender?.wake()
  }

  /** One more attempt, now; answers how it ended. What was delivered is not sent again. */
  async sendAgain(viewer: Person, id: string): Promise<Answer<WebhookItem>> {
    const message = this.#store.get(id)
    if (!message) {
      return { ok: false, error: { code: 'not_found', message: 'There is no such message.' } }
    }
    if (!this.#sender) return conflict('No endpoint is connected, so nothing can be sent.')
    if (message.status === 'delivered') return conflict('This message was delivered already.')
    await this.#deps.wakeAt(this.#deps.now() + WAKE_AFTER)
    // It may have come to an end while the alarm was armed.
    const latest = this.#store.get(id)
    if (latest?.status === 'dead') this.#store.reopen(id, this.#deps.now())
    const open = this.#store.get(id)
    if (open?.status === 'waiting') await this.#sender.send(open)
    return { ok: true, value: itemFor(viewer, this.#store.get(id) ?? message) }
  }

  /** For people who look after the endpoint. */
  page(viewer: Person): WebhooksPage {
    const { settings } = this.#deps
    const last = this.#store.lastDelivered()
    const shown = (messages: Kept[]) => messages.map((message) => itemFor(viewer, message))
    return {
      endpoint:
        settings.state === 'connected' ? { state: settings.state, host: settings.host } : settings,
      counts: { waiting: this.#store.count('waiting'), dead: this.#store.count('dead') },
      ...(last !== null && { lastDeliveredAt: new Date(last).toISOString() }),
      dead: shown(this.#store.settled('dead', SHOWN.dead)),
      waiting: shown(this.#store.waiting(SHOWN.waiting)),
      delivered: shown(this.#store.settled('delivered', SHOWN.delivered)),
    }
  }
}

const conflict = (message: string): Answer<never> => ({
  ok: false,
  error: { code: 'conflict', message },
})

/** Nobody reads here of a request that is not theirs to see; who checks the log sees all. */
function itemFor(viewer: Person, message: Kept): WebhookItem {
  const { id, type, status, at, requestId, attempts, nextAt, settledAt, reason } = message
  const request = requestIn(message)
  const mayOpen = maySee(viewer, request)
  return {
    id,
    type,
    status,
    at: new Date(at).toISOString(),
    requestId,
    ...((mayOpen || can(viewer.role, 'read-audit')) && { title: request.title }),
    mayOpen,
    attempts,
    ...(nextAt !== null && { nextAt: new Date(nextAt).toISOString() }),
    ...(settledAt !== null && { settledAt: new Date(settledAt).toISOString() }),
    ...(reason !== null && { reason }),
  }
}
