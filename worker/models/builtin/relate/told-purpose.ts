import { named } from '../corrections.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { labelledBeside } from '../gist/dictated.ts'
import { partsOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

/** `Please write as purpose: sensor review`: no e-mail. */
const asLabel =
  /^(?:please |also |and |just )*(?:write|put|note|enter|add|set)(?: down| in)? (?:as|for|under) (?:the |its |a )?(?:purpose|reason|name|memo|note|subject)\b/i

/** `It's for the sensor review, add that as purpose please`: what is told, and where it belongs. */
export const toldPurpose: Intent = {
  name: 'a purpose that is told',
  respond(heard, past) {
    const last = proposals(past.calls).findLast(isOpen)
    const frame = last && frameOf(last.tool)
    if (!last || !frame || !speaksOfIt(heard, past)) return null
    const facts =
      (asLabel.test(heard.text) ? named(frame, heard.text) : null) ??
      labelledBeside(partsOf(heard.text), frame)
    return facts
      ? propose(frame, { ...slotsOf(frame, last.input), ...facts }, last.outcome.requestId ?? '')
      : null
  },
}
