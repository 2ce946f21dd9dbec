import { parseAddress } from '../../../domain/mail-address.ts'
import type { Env } from '../../env.ts'
import { cloudflareMail } from './cloudflare-mail.ts'
import type { MailProvider } from './provider.ts'

type MailSettings = Pick<Env, 'DEMO' | 'EMAIL' | 'MAIL_FROM'>

/**
 * How mail leaves this deployment, or undefined when none is connected: that takes the binding and an
 * address to send from. On local commands the platform only plays the binding: it answers "accepted"
 * and sends nothing, so there it does not count.
 */
export function mailFor({ DEMO, EMAIL, MAIL_FROM }: MailSettings): MailProvider | undefined {
  const from = parseAddress(MAIL_FROM ?? '')
  return DEMO || !EMAIL || !from ? undefined : cloudflareMail(EMAIL, from)
}
