import { z } from 'zod'
import { approvalRequest } from './protocol.ts'
import { person } from './roles.ts'

/**
 * Messages that leave for the workspace's own systems. `request.pending`: a version waits for somebody;
 * reminders and escalations while it does; then one message for what became of it.
 */
export const webhookTypes = [
  'request.pending',
  'request.reminded',
  'request.escalated',
  'request.succeeded',
  'request.failed',
  'request.unknown',
  'request.denied',
  'request.expired',
  'request.withdrawn',
  'request.superseded',
  'request.undone',
] as const
export type WebhookType = (typeof webhookTypes)[number]

const { id, kind, status, version, title, requester, editor, approvers } = approvalRequest.shape
const { requestedAt, expiresAt, decidedAt, closedBy, replacedBy } = approvalRequest.shape

/**
 * What of a request leaves the server. The schema is an allow-list: arguments, summaries, reasons that
 * people wrote, receipts and errors stay behind the deep link, where the reader's rights are looked at.
 */
export const webhookRequest = z.object({
  id,
  kind,
  title,
  status,
  version,
  requester,
  editor,
  approvers,
  votes: z.array(
    z.object({
      by: person,
      verdict: z.enum(['approve', 'deny']),
      version: z.int(),
      at: z.iso.datetime(),
    }),
  ),
  requestedAt,
  expiresAt,
  decidedAt,
  closedBy,
  replacedBy,
})
export type WebhookRequest = z.infer<typeof webhookRequest>

/** The body of a message; `url` opens the card. Times are ISO 8601. */
export const webhookMessage = z.object({
  /** Also the header `webhook-id`: the same however often it is sent. */
  id: z.string(),
  type: z.enum(webhookTypes),
  /** When it happened. */
  at: z.iso.datetime(),
  workspace: z.string(),
  request: webhookRequest,
  url: z.url(),
})
export type WebhookMessage = z.infer<typeof webhookMessage>

/** What has become of a message, as its page shows it. */
export const webhookItem = z.object({
  id: z.string(),
  type: z.enum(webhookTypes),
  /** `dead`: given up, until somebody sends it again. */
  status: z.enum(['waiting', 'delivered', 'dead']),
  at: z.iso.datetime(),
  requestId: z.string(),
  /** Only for whoever may see the request, or reads of all of them in the audit log. */
  title: z.string().optional(),
  /** Whether the reader may open the request. */
  mayOpen: z.boolean(),
  attempts: z.int(),
  /** When it is tried next. */
  nextAt: z.iso.datetime().optional(),
  /** When it was delivered or given up. */
  settledAt: z.iso.datetime().optional(),
  /** Why the last attempt did not deliver it, in words. */
  reason: z.string().optional(),
})
export type WebhookItem = z.infer<typeof webhookItem>

export const webhooksPage = z.object({
  endpoint: z.discriminatedUnion('state', [
    z.object({ state: z.literal('off') }),
    z.object({ state: z.literal('faulty'), problem: z.string() }),
    z.object({ state: z.literal('connected'), host: z.string() }),
  ]),
  counts: z.object({ waiting: z.int(), dead: z.int() }),
  lastDeliveredAt: z.iso.datetime().optional(),
  /** The newest first; `waiting` holds what is tried next. */
  dead: z.array(webhookItem),
  waiting: z.array(webhookItem),
  delivered: z.array(webhookItem),
})
export type WebhooksPage = z.infer<typeof webhooksPage>
