import type { Handed, MailProvider } from './provider.ts'

const MINUTE = 60_000

/** The part of the `send_email` binding that is used; its answer comes once the message was accepted. */
export type EmailBinding = {
  send(message: { from: string; to: string; subject: string; text: string }): Promise<{
    messageId: string
  }>
}

/**
 * What the binding's errors mean that surely left the message unsent, by their `code`
 * (developers.cloudflare.com/email-service/api/send-emails/workers-api). Others, those of delivery and
 * of the service itself among them, leave open whether it was taken.
 */
const refusals: Record<string, string> = {
  E_VALIDATION_ERROR: 'Cloudflare found the message malformed',
  E_FIELD_MISSING: 'Cloudflare found the message incomplete',
  E_SENDER_NOT_VERIFIED: 'the sender’s domain is not verified with Cloudflare',
  E_SENDER_DOMAIN_NOT_AVAILABLE: 'the sender’s domain is not set up for sending with Cloudflare',
  E_RECIPIENT_NOT_ALLOWED: 'this deployment may not send to that address',
  E_RECIPIENT_SUPPRESSED: 'mail to that address bounced before, so Cloudflare does not send to it',
  E_CONTENT_TOO_LARGE: 'Cloudflare found the message too large',
}

const pauses: Record<string, { error: string; after: number }> = {
  E_RATE_LIMIT_EXCEEDED: { error: 'Too many e-mails were sent just now', after: MINUTE },
  E_DAILY_LIMIT_EXCEEDED: { error: 'Today’s e-mails are used up', after: 60 * MINUTE },
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

function understood(error: unknown): Handed | null {
  const code = codeOf(error)
  const pause = Object.hasOwn(pauses, code) ? pauses[code] : undefined
  if (pause)
    return { status: 'later', error: `${pause.error}; it has to wait.`, after: pause.after }
  const refusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined
  const isHeader = code.startsWith('E_HEADER')
  const why = refusal ?? (isHeader ? refusals.E_VALIDATION_ERROR : undefined)
  return why === undefined ? null : { status: 'refused', error: `It was not sent: ${why}.` }
}

/** Mail through Cloudflare's `send_email` binding. `from` is an address that may send there. */
export const cloudflareMail = (binding: EmailBinding, from: string): MailProvider => ({
  name: 'Cloudflare',
  from,

  async send({ to, subject, text }) {
    try {
      const { messageId } = await binding.send({ from, to, subject, text })
      return { status: 'accepted', id: messageId }
    } catch (error) {
      const known = understood(error)
      if (known) return known
      throw error
    }
  },
})
