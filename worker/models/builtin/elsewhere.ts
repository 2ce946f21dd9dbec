import { readPlaces } from './facts/places.ts'
import type { Frame } from './frames/frame.ts'
import type { Clause } from './hear/hear.ts'

/** The verbs with which each is asked for. */
export const own: Record<string, RegExp> = {
  pay_invoice: /^(?:pay|settle)\b/,
  send_payment: /^(?:send|pay|transfer|wire|give)\b/,
  refund_order: /^(?:refund|reimburse|give)\b/,
  submit_expense: /^(?:submit|expense|claim)\b/,
  book_table: /^(?:book|reserve|take)\b/,
  book_room: /^(?:book|reserve|take)\b/,
  cancel_booking: /^cancel\b/,
  send_email: /^(?:email|send|write|say)\b/,
  delete_bookings: /^delete\b/,
  export_bookings: /^export\b/,
  change_access: /^(?:give|make|promote|grant)\b/,
}
/** The verb of an order. */
export const verbs =
  /^(?:pay|settle|send|transfer|wire|give|refund|reimburse|submit|expense|claim|book|reserve|cancel|email|write|delete|export|promote|grant|list|show|tell|withdraw|approve|deny)\b/
/** Whether the words are about something else than this: a room and it was a table, another verb. */
export const namesOther = (clause: Clause, frame: Frame): boolean =>
  startsElse(clause.plain, frame) || isElsewhere(clause, frame)
/** A room is named and it was a table, or the other way round. */
const isElsewhere = ({ words, plain }: Clause, { tool }: Frame): boolean => {
  const kinds = readPlaces(words).map(({ kind }) => kind)
  return (
    (tool === 'book_room' && /\b(?:tables?|dinner|lunch|brunch)\b/.test(plain)) ||
    (tool === 'book_table' &&
      /\b(?:an?|another|meeting|the) (?:meeting )?room\b(?! instead)/.test(plain)) ||
    (tool === 'book_table' && kinds.includes('room')) ||
    (tool === 'book_room' && kinds.includes('venue'))
  )
}
/** A correction with a verb is one only with the verb of what it corrects. */
const startsElse = (plain: string, { tool }: Frame): boolean =>
  verbs.test(plain) && !own[tool]?.test(plain)
