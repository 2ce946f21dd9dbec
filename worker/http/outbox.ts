import { Hono } from 'hono'
import type { OutboxItem, OutboxPage } from '../../domain/outbox.ts'
import { can } from '../../domain/roles.ts'
import { mailFor } from '../business/mail/choose.ts'
import { type Kept, listMail } from '../business/mail/outbox.ts'
import { requestOfKey } from '../desk/business-outbox.ts'
import type { Edge } from './edge.ts'

const PAGE = 50

/** What is known of a message, in words. Nothing says sent that was not. */
function inWords({ status, error, messageId }: Kept, connected: boolean): string {
  switch (status) {
    case 'queued':
      if (!connected) return 'Queued, no mail provider connected'
      return error === null ? 'Queued' : `Queued. ${error}`
    case 'sending':
      return 'Handed over, but no answer came back: nobody can say yet whether it was sent'
    case 'sent':
      return messageId === null ? 'Sent, as a manager settled it' : 'Sent'
    case 'failed':
      return error ?? 'It was not sent.'
  }
}

function asItem(mail: Kept, connected: boolean): OutboxItem {
  const requestId = requestOfKey(mail.key)
  return {
    id: mail.id,
    from: { id: mail.person, name: mail.name },
    to: mail.to,
    subject: mail.subject,
    status: mail.status,
    delivery: inWords(mail, connected),
    at: new Date(mail.at).toISOString(),
    ...(mail.sentAt !== null && { sentAt: new Date(mail.sentAt).toISOString() }),
    ...(requestId !== null && { requestId }),
  }
}

/** One's own e-mails, or for those who check the books everybody's; the newest first, 50 a page. */
export const outbox = new Hono<Edge>().get('/outbox', async (c) => {
  const { person } = c.var
  const cursor = c.req.query('cursor') ?? ''
  const mails = await listMail(c.env.DB, {
    person: can(person.role, 'read-outbox') ? null : person.id,
    // A foreign cursor starts anew.
    before: /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER,
    most: PAGE + 1,
  })
  const shown = mails.slice(0, PAGE)
  const connected = mailFor(c.env) !== undefined
  const last = shown.at(-1)
  const page: OutboxPage = {
    items: shown.map((mail) => asItem(mail, connected)),
    nextCursor: mails.length > PAGE && last ? String(last.id) : null,
  }
  return c.json(page)
})
