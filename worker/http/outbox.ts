import { Hono } from 'hono'
import type { OutboxItem, OutboxPage } from '../../domain/outbox.ts'
import { can } from '../../domain/roles.ts'
import { mailFor } from '../business/mail/choose.ts'
import { deliver } from '../business/mail/deliver.ts'
import { findOwnMail, type Kept, listMail } from '../business/mail/outbox.ts'
import { requestOfKey } from '../desk/business-outbox.ts'
import type { Edge } from './edge.ts'
import { notFound, Refused } from './errors.ts'
import { within } from './limits.ts'

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

/** What a message looks like to this reader, now. */
function asItem(
  mail: Kept,
  { connected, reader }: { connected: boolean; reader: string },
): OutboxItem {
  const requestId = requestOfKey(mail.key)
  return {
    id: mail.id,
    from: { id: mail.person, name: mail.name },
    to: mail.to,
    subject: mail.subject,
    status: mail.status,
    delivery: inWords(mail, connected),
    maySend: connected && mail.status === 'queued' && mail.person === reader,
    at: new Date(mail.at).toISOString(),
    ...(mail.sentAt !== null && { sentAt: new Date(mail.sentAt).toISOString() }),
    ...(requestId !== null && { requestId }),
  }
}

export const outbox = new Hono<Edge>()
  /** One's own e-mails, or for those who check the books everybody's; the newest first, 50 a page. */
  .get('/outbox', async (c) => {
    const { person } = c.var
    const cursor = c.req.query('cursor') ?? ''
    const mails = await listMail(c.env.DB, {
      person: can(person.role, 'read-outbox') ? null : person.id,
      // A foreign cursor starts anew.
      before: /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER,
      most: PAGE + 1,
    })
    const shown = mails.slice(0, PAGE)
    const view = { connected: mailFor(c.env) !== undefined, reader: person.id }
    const last = shown.at(-1)
    const page: OutboxPage = {
      items: shown.map((mail) => asItem(mail, view)),
      nextCursor: mails.length > PAGE && last ? String(last.id) : null,
    }
    return c.json(page)
  })
  /**
   * Hands over what was approved while no provider was there, as it was approved. Nothing does so by
   * itself: weeks later, whoever asked for it may no longer want it. Answers with what became of it.
   */
  .post('/outbox/:id/send', async (c) => {
    const { person } = c.var
    await within(c.env.LIMIT_DECISIONS, person.id, 'You have sent a great deal just now')
    const id = c.req.param('id')
    const mail = /^\d{1,15}$/.test(id) ? await findOwnMail(c.env.DB, person.id, Number(id)) : null
    if (!mail) throw notFound('There is no such e-mail, or it is not yours.')
    const provider = mailFor(c.env)
    if (!provider) {
      throw new Refused(409, 'not_connected', 'No mail provider is connected; it stays queued.')
    }
    // Where nobody knows whether it was taken, the item says so.
    await deliver(c.env.DB, mail, provider, Date.now()).catch(console.error)
    const after = await findOwnMail(c.env.DB, person.id, mail.id)
    return c.json(asItem(after ?? mail, { connected: true, reader: person.id }))
  })
