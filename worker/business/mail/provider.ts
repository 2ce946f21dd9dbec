/** A message to one person, in plain text. The address it comes from is the provider's. */
export type Message = { to: string; subject: string; text: string }

/** What a provider says of a message that was handed to it. `error` is a sentence for people. */
export type Handed =
  /** Taken over; `id` is the provider's own name for it. */
  | { status: 'accepted'; id: string }
  /** Surely not taken, and it never will be. */
  | { status: 'refused'; error: string }
  /** Surely not taken now; it may be tried again after so many milliseconds. */
  | { status: 'later'; error: string; after: number }

/** A way for mail to leave. It remembers no keys, so nothing may be handed to it twice. */
export type MailProvider = {
  /** For people. */
  name: string
  /** The address that mail comes from. */
  from: string
  /** Throws when it is not known whether the message was taken. */
  send(message: Message): Promise<Handed>
}
