import { readBookings } from '../bookings.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { cancellation, payment } from '../frames/single.ts'
import type { Heard } from '../hear/hear.ts'
import { piecesOf } from '../hear/pieces.ts'
import { attempts, isOpen, proposals, type Proposal } from '../history.ts'
import { readInvoices } from '../invoices.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { takeBack } from '../take-back.ts'
import { takesBackIt } from '../intents/never-mind.ts'
import { factsOf } from './facts.ts'
import { speaksOfIt } from './speaks.ts'

const other = String.raw`the (?:other|remaining|second)(?: (?:one|two|invoice|booking|payment|refund|request|order|table|room|expense))?`
const pointer = new RegExp(String.raw`\b(?:and )?${other}\b`, 'i')
/** `The other one is fine`. */
const stays =
  /^it (?:is|'s|stays|remains|can stay|can remain)\b(?! not\b).*?(?:fine|ok|okay|good|right|correct|needed|stay|stays|remains?|valid|on|there|waiting|enough)\b|^(?:keep|leave) it\b|^it (?:stays|remains)$/i
const alsoNot = /^(?:and )?(?:not |nor )?it(?: (?:either|too|as well|also|neither))$|^nor it$/i

/** `And the other at 15:00`: a fact of what is left. */
function otherwise([one]: readonly Proposal[], text: string, past: Past): Plan | null {
  const frame = one && frameOf(one.tool)
  const facts = one ? factsOf(one, text.replace(pointer, ' ').trim(), past) : {}
  return one && frame && Object.keys(facts).length > 0
    ? propose(frame, { ...slotsOf(frame, one.input), ...facts }, one.outcome.requestId ?? '')
    : null
}

/** `I don't want the other one either`, after one of two was taken back: what is left of them. */
function left({ text }: Heard, past: Past): Plan | null {
  const open = proposals(past.calls).filter(isOpen)
  const isAfterOne = past.calls.at(-1)?.tool === 'withdraw_request'
  if (!isAfterOne || open.length !== 1 || !past.can('withdraw_request')) return null
  const said = text
    .replace(pointer, 'it')
    .replace(/[.!\s]+$/, '')
    .replace(/^(?:(?:you know what|actually|ok|okay|oh|hm+|and|well|please|sorry|no)[, ]+)+/i, '')
    .replace(/,? (?:please|thanks|then)$/i, '')
  if (stays.test(said)) return { text: 'All right, it stays as it is.' }
  const isGone =
    alsoNot.test(said) ||
    takesBackIt(said.replace(/,? (?:either|too|as well|also|neither)(?=$|[,.])/i, ''))
  if (isGone) return { text: '', calls: takeBack(open) }
  return otherwise(open, text, past)
}

const pointsAtOther = new RegExp(
  String.raw`^(?:(?:i|we) (?:meant?|wanted|want|need) |(?:i|we) was thinking of |(?:it's|it is|it was|that was|make it|take|use|rather|cancel|pay|but|should be|should have been) )*(?:the|its|that) other(?: (?:one|invoice|booking|bill|reservation))?$`,
  'i',
)
const slip =
  /^(?:not (?:that|this|it)(?: one)?|wrong(?: one)?|that (?:was|is|'s) (?:the )?wrong(?: one)?|(?:i|we)(?:'ve| have)? (?:mixed|messed|muddled|confused|swapped|got|took|picked|named|said)\b[^\d]*|my (?:mistake|bad|fault)|i misread.*|it (?:was|is) the wrong one)$/i

/** What else there was to choose from: of two that were listed, the one that was not taken. */
function elseListed(past: Past): Plan | null {
  const last = attempts(past.calls).at(-1)
  if (!last || !isOpen(last)) return null
  const replaced = last.outcome.requestId ?? undefined
  const listed = (tool: string) => {
    const result = past.calls.findLast((call) => call.tool === tool)?.result
    return result?.ok ? result.value : undefined
  }
  if (last.tool === cancellation.tool) {
    const ids = readBookings(listed('list_bookings'))
      .filter(({ status, over }) => status === 'confirmed' && !over)
      .map(({ id }) => id)
    const [one, ...more] = ids.filter((id) => id !== last.input.booking)
    return one && more.length === 0 && ids.length === 2
      ? propose(cancellation, { booking: one }, replaced)
      : null
  }
  if (last.tool !== payment.tool) return null
  const all = readInvoices(listed('list_invoices'))
  const payee = all.find(({ number }) => number === last.input.invoice)?.payee
  const [one, ...more] = all.filter(
    (each) => each.number !== last.input.invoice && each.payee === payee,
  )
  return one && payee && more.length === 0
    ? propose(payment, { invoice: one.number }, replaced)
    : null
}

/** `No, the other one`: of two, the one that was not meant so far. */
function swapped({ text }: Heard, past: Past): Plan | null {
  const pieces = piecesOf(text)
  // `And the other one too`: beside it.
  if (/^\s*(?:and|also)\b|\b(?:too|also|as well)\b/i.test(text)) return null
  const isSaid =
    pieces.some((piece) => pointsAtOther.test(piece)) &&
    pieces.every((piece) => pointsAtOther.test(piece) || slip.test(piece))
  return isSaid ? elseListed(past) : null
}

/** The other one of two: taken back as well, or taken in the place of the first. */
export const otherOne: Intent = {
  name: 'the other one',
  respond: (heard, past) =>
    pointer.test(heard.text) && speaksOfIt(heard, past)
      ? (left(heard, past) ?? swapped(heard, past))
      : null,
}
