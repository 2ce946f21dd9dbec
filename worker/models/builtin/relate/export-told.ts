import { exportBookings } from '../intents/bulk.ts'
import { hear } from '../hear/hear.ts'
import { withoutLead } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'

const about = /\b(?:export|csv|spreadsheet|download)\b/i
const what =
  /^(?:(?:just|only|please|the|all|of|my|our|every|everybody's) )*(?:cancell?ed|confirmed)? ?(?:bookings|reservations)(?: (?:in|from|since|between|of|for) .{3,40})?$/i

/** `Could you export something for me?` – `All the cancelled bookings`. */
export const exportTold: Intent = {
  name: 'what to export',
  respond(heard, past) {
    if (
      heard.mails.length > 0 ||
      !about.test(past.asked) ||
      !/\bexport|\bcan\b|\bcould\b/i.test(past.asked)
    )
      return null
    const said = withoutLead(heard.text).replace(/[.!\s]+$/, '')
    if (!what.test(said) || /\?\s*$/.test(heard.text)) return null
    if (proposals(past.calls).some((one) => isOpen(one) && one.tool === 'export_bookings'))
      return null
    const order = hear(`export ${said}`)
    const [clause] = order.clauses
    return clause
      ? (exportBookings.take?.(clause, order, { ...past, isAsking: false }) ?? null)
      : null
  },
}
