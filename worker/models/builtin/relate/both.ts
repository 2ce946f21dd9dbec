import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import type { Intent, Past } from '../plan.ts'
import { together } from '../together.ts'
import { inPlace } from '../which.ts'
import { factsOf } from './facts.ts'
import { speaksOfIt } from './speaks.ts'

const pointer =
  /\b(?:(?:on|for|in|with|of) )?(?:(?:it|them|these|those) )?(?:both|all (?:three|four|of)|the (?:two|three)|each)(?: (?:of )?(?:them|those|these|it|times|days|evenings|rooms|tables|meetings|slots|bookings|orders|refunds|payments|invoices|time))*(?= |$|[,.;!?])/i

/** What was asked for last and waits, with the others of its kind. */
function those(past: Past): Proposal[] {
  const open = proposals(past.calls).filter(isOpen)
  const last = open.at(-1)
  return inPlace(
    open.filter(({ tool }) => tool === last?.tool),
    past,
  )
}

/** `Both half an hour later`, `make each 15`: a fact of all that wait side by side. */
export const both: Intent = {
  name: 'both of them',
  respond(heard, past) {
    if (!speaksOfIt(heard, past) || !pointer.test(heard.text)) return null
    const all = those(past)
    const isTwo = /\b(?:both|the two)\b/i.test(heard.text)
    if (all.length < 2 || (isTwo && all.length > 2)) return null
    const words = heard.text.replace(pointer, ' ').replace(/ +/g, ' ').trim()
    const plans = all.flatMap((one) => {
      const frame = frameOf(one.tool)
      const facts = factsOf(one, words, past)
      // Two that are about one order or payee would be one and the same.
      const isOther = frame?.again !== undefined && frame.again in facts
      return frame && !isOther && Object.keys(facts).length > 0
        ? [propose(frame, { ...slotsOf(frame, one.input), ...facts }, one.outcome.requestId ?? '')]
        : []
    })
    return plans.length === all.length ? together(plans, () => ({ text: '' })) : null
  },
}
