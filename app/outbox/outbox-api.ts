import { outboxPage, type OutboxPage } from '../../domain/outbox.ts'
import { get } from '../lib/api.ts'

/** One page of the e-mails that this person may see, the newest first. Throws an ApiError. */
export const loadOutbox = (cursor?: string): Promise<OutboxPage> =>
  get(`/api/outbox${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`, outboxPage)
