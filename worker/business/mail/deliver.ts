import { type Approved, claimMail, findMail, keepMail, type Kept, turnMail } from './outbox.ts'
import type { MailProvider } from './provider.ts'

/** A provider that puts a message off so often is not waited for any longer; sooner than the journal. */
const MOST_CLAIMS = 10

/** What is known of a message. `failed` and `retry` are sentences for people. */
export type Delivery =
  /** Kept, and no provider is there to take it. */
  | { status: 'queued'; mail: Kept }
  | { status: 'sent'; mail: Kept }
  | { status: 'failed'; error: string }
  | { status: 'retry'; error: string; after: number }

const unsure = ({ key }: Kept): Error =>
  new Error(`${key} was handed over, or about to be; nobody knows whether it was taken.`)

/** What a kept message has come to; null when it waits to be handed over. Throws when nobody knows. */
function known(mail: Kept, provider: MailProvider | undefined): Delivery | null {
  switch (mail.status) {
    case 'queued':
      return provider ? null : { status: 'queued', mail }
    case 'sent':
      return { status: 'sent', mail }
    case 'failed':
      return { status: 'failed', error: mail.error ?? '' }
    case 'sending':
      throw unsure(mail)
  }
}

async function handOver(
  db: D1Database,
  mail: Kept,
  provider: MailProvider,
  now: number,
): Promise<Delivery> {
  const { key, to, subject, text } = mail
  const handed = await provider.send({ to, subject, text })
  const turned = async (turn: Parameters<typeof turnMail>[2]): Promise<Kept> => {
    const row = await turnMail(db, key, turn, now)
    if (!row) throw unsure(mail)
    return row
  }
  switch (handed.status) {
    case 'accepted':
      return { status: 'sent', mail: await turned({ status: 'sent', messageId: handed.id }) }
    case 'refused':
      await turned({ status: 'failed', error: handed.error })
      return { status: 'failed', error: handed.error }
    case 'later': {
      const { error, after } = handed
      if (mail.attempts >= MOST_CLAIMS) {
        const last = 'It was not sent: the mail provider kept putting it off.'
        await turned({ status: 'failed', error: last })
        return { status: 'failed', error: last }
      }
      await turned({ status: 'queued', error, nextAt: now + after })
      return { status: 'retry', error, after }
    }
  }
}

/**
 * Keeps a message and hands it over where a provider is connected. The provider remembers no keys, so a
 * message is claimed first: whoever did not claim it never hands it over. Safe to repeat with the same
 * key. Throws when it is not known whether the message was taken.
 */
export async function deliver(
  db: D1Database,
  approved: Approved,
  provider: MailProvider | undefined,
  now: number,
): Promise<Delivery> {
  const kept = await keepMail(db, approved)
  if (kept.outcome === 'refused') {
    const error =
      kept.reason === 'key_conflict'
        ? 'This reference belongs to a different e-mail, so nothing was sent; ask again to make a new request.'
        : 'The address or the subject holds a line break, so nothing was sent; ask again without it.'
    return { status: 'failed', error }
  }
  const earlier = known(kept.row, provider)
  if (earlier || !provider) return earlier ?? { status: 'queued', mail: kept.row }
  const claimed = await claimMail(db, approved.key, provider.name, now)
  if (claimed) return handOver(db, claimed, provider, now)
  // Another attempt claimed it in between.
  throw unsure(kept.row)
}

/** What earlier attempts with this key came to; null when it may be handed over. Throws when unsure. */
export async function findDelivery(
  db: D1Database,
  key: string,
  provider: MailProvider | undefined,
): Promise<Delivery | null> {
  const mail = await findMail(db, key)
  return mail && known(mail, provider)
}

/** Books a manager's word on a message of which nobody knows; gives what is known after all instead. */
export async function settleDelivery(
  db: D1Database,
  key: string,
  outcome: 'succeeded' | 'failed',
  now: number,
): Promise<Delivery | null> {
  const turn =
    outcome === 'succeeded'
      ? ({ status: 'sent', messageId: null } as const)
      : ({ status: 'failed', error: 'A manager settled this as not sent.' } as const)
  if (await turnMail(db, key, turn, now)) return null
  const mail = await findMail(db, key)
  if (mail?.status === 'sent') return { status: 'sent', mail }
  return mail?.status === 'failed' ? { status: 'failed', error: mail.error ?? '' } : null
}
