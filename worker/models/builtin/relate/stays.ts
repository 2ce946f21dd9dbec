import { isOpen, proposals } from '../history.ts'
import { partsOf } from '../hear/pieces.ts'
import type { Intent } from '../plan.ts'
import { takeBack } from '../take-back.ts'
import { isToldOf } from '../which.ts'
import { speaksOfIt } from './speaks.ts'

const staying =
  /^(.{3,30}?) (?:stays|remains|can stay|is staying|keeps (?:his|her|the|their) (?:role|rights|access))(?: (?:put|as (?:he|she|it) is|where (?:he|she|it) is|after all|then|too|a \w+))*$/i
const only = /^(?:only|just) (.{3,30}?)(?: then| please| for now)*$/i

/** `Reviewer2 stays after all. Only member2 then`: whose role was to change, or what was to be cancelled. */
export const stays: Intent = {
  name: 'stays after all',
  respond(heard, past) {
    if (!speaksOfIt(heard, past) || !past.can('withdraw_request')) return null
    const open = proposals(past.calls).filter(
      (one) => isOpen(one) && ['change_access', 'cancel_booking'].includes(one.tool),
    )
    const parts = partsOf(heard.text)
    const said = parts.find((part) => staying.test(part))
    const whom = staying.exec(said ?? '')?.[1]?.toLowerCase()
    const meant = whom ? open.filter((one) => isToldOf(one, whom)) : []
    const others = parts.filter((part) => part !== said)
    const isRest = others.every((part) => {
      const kept = only.exec(part)?.[1]?.toLowerCase()
      return kept !== undefined && open.some((one) => !meant.includes(one) && isToldOf(one, kept))
    })
    return meant.length === 1 && isRest ? { text: '', calls: takeBack(meant) } : null
  },
}
