import { email } from '../frames/email.ts'
import { complete } from '../frames/frame.ts'
import { ADDRESS } from '../hear/mail.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'

const beside = new RegExp(
  String.raw`^(?:ok(?:ay)?[, ]+)?(?:and|also|plus|then)(?: (?:one|another|another one))?(?: (?:to|for))? (${ADDRESS}): ?(\S[^]*)$`,
  'i',
)

/** `And to lea@example.com: The meeting is at 5 for you.`: one more e-mail, with words of its own. */
export const mailBeside: Intent = {
  name: 'one more e-mail, in other words',
  respond(heard, past) {
    const [, to, body] = beside.exec(heard.written.trim()) ?? []
    if (!to || !body || past.isAsking) return null
    return proposals(past.calls).at(-1)?.tool === email.tool ? complete(email, { to, body }) : null
  },
}
