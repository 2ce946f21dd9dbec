import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf } from '../hear/hear.ts'
import { proposals } from '../history.ts'
import { offer } from '../offers.ts'
import type { Intent } from '../plan.ts'
import { verbs } from './change.ts'

const same =
  /^(?:(?:and|ok|okay|please|now|then|also|do|yes|could you|can you) ?,? ?)*(?:pay|send|book|refund|do|make)? ?(?:the |exactly the )?same(?: again)?(?: (?:thing|amount|sum|one|table|room|booking|payment|refund))?(?: again)? ?(?=for|to|with|on|at|but|in|from)(.+)$/i
const more =
  /^(?:and|also|plus)\b(?: also)?,? (.+?)(?:,? (?:too|as well|please|also))*$|^(.+?),? (?:too|as well)$/i
const another = /^(?:and |ok |please |now |also )*(?:another(?: one)?|one more|a second one) (.+)$/i

/** `the same for Harbor Print`, `and 2111 too`: once more with another fact, beside what was asked for. */
export const sameAgain: Intent = {
  name: 'the same again',
  respond(heard, past) {
    if (
      past.isAsking ||
      heard.mails.length > 0 ||
      heard.clauses.some(({ mood }) => mood !== 'plain' && mood !== 'question')
    )
      return null
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (!last || !frame) return null
    const text = heard.text.replace(/[.!?\s]+$/, '').replace(/,? (?:please|thanks)$/i, '')
    const isSame = same.test(text) || another.test(text)
    const rest =
      same.exec(text)?.[1] ?? another.exec(text)?.[1] ?? more.exec(text)?.slice(1).find(Boolean)
    if (!rest || (!isSame && rest.split(' ').length > 5)) return null
    const clause = clauseOf(rest.trim())
    if (
      (!isSame && verbs.test(clause.plain)) ||
      /^(?:who|why|how|what|which|is|are|do|does|did|was|when|thanks|thank)\b/.test(clause.plain)
    )
      return null
    const known = slotsOf(frame, last.input)
    const bare = clauseOf(rest.trim().replace(/^(?:but )?(?:for|to|with) /i, ''))
    const { slots } = frame.read(clause, past.now, [], known)
    const named = frame.again ? frame.read(bare, past.now, [frame.again], known).slots : {}
    const found = {
      ...slots,
      ...(isSame ||
      frame.tool === 'pay_invoice' ||
      frame.tool === 'cancel_booking' ||
      frame.tool === 'refund_order'
        ? named
        : {}),
    }
    const changed = Object.entries(found).filter(([name, value]) => known[name] !== value)
    if (changed.length === 0) return null
    const plan = propose(frame, { ...known, ...Object.fromEntries(changed) })
    const asks = heard.clauses.some(({ asks: isAsking }) => isAsking)
    return asks
      ? offer(
          `Shall I ask for approval to ${frame.say({ ...known, ...Object.fromEntries(changed) })}?`,
          plan,
        )
      : plan
  },
}
