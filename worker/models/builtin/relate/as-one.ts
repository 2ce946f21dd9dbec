import type { Frame, Slots } from '../frames/frame.ts'
import { complete, propose, slotsOf } from '../frames/frame.ts'
import { expense } from '../frames/expense.ts'
import { transfer } from '../frames/transfer.ts'
import { clauseOf } from '../hear/hear.ts'
import { withoutLead } from '../hear/pieces.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import type { Intent } from '../plan.ts'
import { takeBack } from '../take-back.ts'
import { speaksOfIt } from './speaks.ts'

const them = String.raw`(?:(?:it|that|this|them|these|those|both|all|everything|the (?:two|three|lot)|both of them)(?: all| both)? )?`
const kind = String.raw`(?: (?:single )?(?:expense|claim|payment|transfer|item|sum|request))?`
const joining = new RegExp(
  String.raw`^(?:can you |could you |please |let's |just )*(?:(?:put|make|combine|merge|join|add|take|roll|lump|submit|file|send|pay|claim|do|bundle|group) ${them}(?:up )?(?:together(?: (?:as|into|in|to))?(?: an?| one)?${kind}|(?:as|into|in|to|on|onto|under) (?:an?|one)${kind}|one (?:expense|claim|payment|transfer|request))|(?:combine|merge|bundle) ${them.trim()})(?= |$|[,.:;])`,
  'i',
)

/** What several come to as one: their sum, and what is the same of them or stands side by side. */
function sumOf(frame: Frame, all: readonly Proposal[]): Slots | null {
  const each = all.map(({ input }) => slotsOf(frame, input))
  const text = (name: string) => [
    ...new Set(each.flatMap((slots) => (slots[name] === undefined ? [] : [String(slots[name])]))),
  ]
  // Money goes to one payee.
  if (frame.again && text(frame.again).length > 1) return null
  const words = (name: string) => {
    const said = text(name).join(' and ')
    return said === '' ? {} : { [name]: said }
  }
  return {
    ...words('payee'),
    ...words('purpose'),
    ...words('memo'),
    amount: each.reduce((sum, { amount }) => sum + Number(amount), 0),
  }
}

/** `Put them together as one, 50.50 for office supplies`: one request in the place of several. */
export const asOne: Intent = {
  name: 'as one',
  respond(heard, past) {
    const said = withoutLead(heard.text)
    const lead = joining.exec(said)?.[0]
    if (!lead || !speaksOfIt(heard, past) || !past.can('withdraw_request')) return null
    const open = proposals(past.calls).filter(isOpen)
    const frame = [expense, transfer].find(({ tool }) => tool === open.at(-1)?.tool)
    const all = open.filter(({ tool }) => tool === frame?.tool)
    const known = frame && all.length > 1 ? sumOf(frame, all) : null
    if (!frame || !known) return null
    const rest = said
      .slice(lead.length)
      .replace(/^[\s,.:;-]+|^ ?(?:please|of|over|with|at)\b/gi, '')
      .replace(/,? (?:please|thanks)$/i, '')
      .replace(/^[\s,.:;-]+|^ ?(?:of|over|with|at) /gi, '')
      .trim()
    const sum = rest.replace(/^(?=\d[\d,.]*(?:[ ,]|$))/, '$')
    const words = frame.tool === expense.tool ? `expense ${sum}` : `send ${sum}`
    const { slots, problem } =
      rest === '' ? { slots: {} } : frame.read(clauseOf(words), past.now, [], known)
    if (problem) return null
    const plan =
      Object.keys(slots).length > 0 || rest === ''
        ? propose(frame, { ...known, ...slots })
        : complete(frame, {})
    return plan.calls ? { ...plan, calls: [...takeBack(all), ...plan.calls] } : null
  },
}
