import { formatMoney, usd } from '../../../../domain/money.ts'
import { email } from '../frames/email.ts'
import { propose, slotsOf, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import type { Intent } from '../plan.ts'
import { together } from '../together.ts'
import { factsOf } from './facts.ts'
import { speaksOfIt } from './speaks.ts'

const mail = String.raw`(?:the )?(?:e-?mail|mail|message|text)`
const pointer = new RegExp(
  String.raw`,? ?\b(?:and |also |please )*(?:also )?(?:in|on|for) (?:${mail}|(?:the |them )?both(?: of them)?)(?: (?:too|as well|also))*(?= |$|[,.!])|\bboth(?: of them)?\b`,
  'i',
)

/** How a text may have written a value. */
function written(name: string, value: string | number): string[] {
  if (name !== 'amount') return [String(value)]
  const money = formatMoney(usd(Number(value)))
  const short = money.replace(/\.00$/, '')
  return [money, short, short.replace('$', '')]
}

/** The text with each new fact in the place of the old one; null where one of them is not in it once. */
function rewritten(body: string, before: Slots, facts: Slots): string | null {
  let text = body
  for (const [name, value] of Object.entries(facts)) {
    const now = written(name, value)
    const at = written(name, before[name] ?? '').findIndex((old) => text.split(old).length === 2)
    const old = written(name, before[name] ?? '')[at]
    if (old === undefined || old === '') return null
    text = text.replace(old, () => now[at] ?? '')
  }
  return text
}

/** The newest that waits beside the e-mail. */
const besideMail = (open: readonly Proposal[]): Proposal | undefined =>
  open.findLast(({ tool }) => tool !== email.tool)

/** `Make it 30, in the mail too`: a fact of what waits, and of the e-mail that tells of it. */
export const mailToo: Intent = {
  name: 'in the mail too',
  respond(heard, past) {
    if (!pointer.test(heard.text) || !speaksOfIt(heard, past)) return null
    const open = proposals(past.calls).filter(isOpen)
    const letter = open.findLast(({ tool }) => tool === email.tool)
    const one = besideMail(open)
    const frame = one && frameOf(one.tool)
    if (!letter || !one || !frame) return null
    const known = slotsOf(frame, one.input)
    const facts = factsOf(one, heard.text.replace(pointer, ' ').replace(/ +/g, ' ').trim(), past)
    if (Object.keys(facts).length === 0) return null
    const body = rewritten(String(letter.input.body ?? ''), known, facts)
    if (body === null) return null
    return together(
      [
        propose(frame, { ...known, ...facts }, one.outcome.requestId ?? ''),
        propose(email, { ...slotsOf(email, letter.input), body }, letter.outcome.requestId ?? ''),
      ],
      () => ({ text: '' }),
    )
  },
}
