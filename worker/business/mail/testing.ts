import type { EmailBinding } from './cloudflare-mail.ts'

type Sent = Parameters<EmailBinding['send']>[0]

/** An error as Cloudflare's binding throws it: an `Error` with a `code`. */
export const emailError = (code: string): Error => Object.assign(new Error('refused'), { code })

/**
 * Plays Cloudflare's `send_email` binding: takes a message and gives its id, or throws what it is told to
 * throw next. `lost`: takes the message, and its answer never arrives.
 */
export class PlayedBinding implements EmailBinding {
  readonly taken: Sent[] = []
  #next: (string | 'lost')[] = []

  misbehave(...next: (string | 'lost')[]): void {
    this.#next = next
  }

  async send(message: Sent): Promise<{ messageId: string }> {
    const next = this.#next.shift()
    if (next !== undefined && next !== 'lost') throw emailError(next)
    this.taken.push(message)
    if (next === 'lost') throw new Error('Network connection lost.')
    return { messageId: `<${this.taken.length}@mail.test>` }
  }
}
