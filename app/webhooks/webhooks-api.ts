import {
  webhookItem,
  type WebhookItem,
  webhooksPage,
  type WebhooksPage,
} from '../../domain/webhook.ts'
import { get, post } from '../lib/api.ts'

/** The endpoint, and what has become of the messages to it. Throws an ApiError. */
export const loadWebhooks = (): Promise<WebhooksPage> => get('/api/webhooks', webhooksPage)

/** One more attempt, now; resolves with how it ended. Throws an ApiError. */
export const sendAgain = (id: string): Promise<WebhookItem> =>
  post(`/api/webhooks/${encodeURIComponent(id)}/retry`, {}, webhookItem)
