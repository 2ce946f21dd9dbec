import { outboxItem, type OutboxItem, outboxPage, type OutboxPage } from '../../domain/outbox.ts'
import { get, post } from '../lib/api.ts'

/** One page of the e-mails that this person may see, the newest first. Throws an ApiError. */
export const loadOutbox = (cursor?: string): Promise<OutboxPage> =>
  get(`/api/outbox${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`, outboxPage)

/** Hands over what is queued, now; resolves with what became of it. Throws an ApiError. */
export const sendMail = (id: number): Promise<OutboxItem> =>
  post(`/api/outbox/${id}/send`, {}, outboxItem)
