import { z } from 'zod'

/** An e-mail of the outbox, as its page shows it. Times are ISO 8601. */
export const outboxItem = z.object({
  id: z.int(),
  from: z.object({ id: z.string(), name: z.string() }),
  to: z.string(),
  subject: z.string(),
  /** `sending`: handed over, or about to be; what became of it is not known. */
  status: z.enum(['queued', 'sending', 'sent', 'failed']),
  /** The status in words, as far as the server knows: nothing says sent that was not. */
  delivery: z.string(),
  /** Whether the reader may send it now: their own, still queued, and a provider is there. */
  maySend: z.boolean(),
  at: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
  /** The request under which it was approved. */
  requestId: z.string().optional(),
})
export type OutboxItem = z.infer<typeof outboxItem>

/** A page, the newest first. */
export const outboxPage = z.object({
  items: z.array(outboxItem),
  nextCursor: z.string().nullable(),
})
export type OutboxPage = z.infer<typeof outboxPage>
