import type { UIMessage } from 'ai'
import type { Excerpt } from '../../domain/protocol.ts'
import { isAsked } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import type { ApprovalHost } from '../approvals/host.ts'
import type { RequestRecord } from '../approvals/record.ts'
import type { Answer, Page } from '../rpc.ts'
import { aroundOf, excerptFor } from './excerpt.ts'
import { type FindRequest, projected } from './projection.ts'
import { newestPage, oldestPage } from './transcript.ts'

/** How long after the decision reviewers may still read the words around a request. */
const SHARED_AFTER_DECISION = 24 * 3_600_000

/** What of the SDK's stored session is read here. */
export type StoredSession = {
  history(wanted: { newestFirst: true; leafId?: string }): unknown
  getHistoryRowStats(): Promise<readonly { id: string }[]>
  getMessage(id: string): Promise<unknown>
}

/** Reads the stored transcript: its owner page by page, whoever is asked the words around a request. */
export class Reading {
  readonly #session: () => StoredSession
  readonly #host: ApprovalHost
  readonly #find: FindRequest

  constructor(session: () => StoredSession, host: ApprovalHost, find: FindRequest) {
    this.#session = session
    this.#host = host
    this.#find = find
  }

  readonly #message = (id: string) => this.#session().getMessage(id) as Promise<UIMessage | null>

  async #ids(): Promise<string[]> {
    return (await this.#session().getHistoryRowStats()).map(({ id }) => id)
  }

  /** Oldest first; `latest` gives the newest page and a cursor for the one before it. */
  async page(options: { cursor?: string; latest?: boolean }): Promise<Page<UIMessage>> {
    const page = options.latest
      ? await newestPage(
          (wanted) => this.#session().history(wanted) as AsyncIterable<UIMessage>,
          options.cursor,
        )
      : await oldestPage(await this.#ids(), this.#message, options.cursor)
    // Calls that settled after their message left the window are brought up to date here.
    return { ...page, items: page.items.map((one) => projected(one, this.#find) ?? one) }
  }

  /** The words around a request; the view becomes an audit fact and is shown to the requester. */
  async excerpt(viewer: Person, requestId: string, now: number): Promise<Answer<Excerpt>> {
    const record = this.#host.approvals.store.get(requestId)
    if (!record || !isShared(record, viewer, now)) {
      const message = 'The conversation around this request is not shared with you.'
      return { ok: false, error: { code: 'not_found', message } }
    }
    if (record.requester.id !== viewer.id) await this.#host.noteView(viewer, requestId)
    const around = await Promise.all(aroundOf(record, await this.#ids()).map(this.#message))
    const messages = around.filter((message) => message !== null)
    return { ok: true, value: excerptFor(record, messages) }
  }
}

const isShared = (record: RequestRecord, viewer: Person, now: number): boolean =>
  record.requester.id === viewer.id ||
  (isAsked(record, viewer) &&
    (record.decidedAt === undefined || record.decidedAt > now - SHARED_AFTER_DECISION))
