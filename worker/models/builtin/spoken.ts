import type { Heard } from './hear/hear.ts'
import { ADDRESS } from './hear/mail.ts'

/** What the person named last, however many turns ago: whom `she` and what `it` may mean. */
export type Spoken = { order?: string; address?: string }

const addresses = new RegExp(ADDRESS, 'gi')

/** The only one of them; of several none is meant. */
const only = (found: readonly string[]): string | undefined => {
  const [one, ...others] = new Set(found)
  return others.length === 0 ? one : undefined
}

/** What is spoken of after these words. */
export function spokenIn({ text }: Heard, before: Spoken): Spoken {
  const orders = text.match(/\bORD-\d+\b/g)
  const mails = text.match(addresses)
  const order = orders ? only(orders) : before.order
  const address = mails ? only(mails.map((one) => one.replace(/\.$/, ''))) : before.address
  return { ...(order && { order }), ...(address && { address }) }
}
