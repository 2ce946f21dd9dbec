import { email } from '../frames/email.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { reworded } from '../frames/wording.ts'
import { withoutLead } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { together } from '../together.ts'
import { speaksOfIt } from './speaks.ts'

const said =
  /^(?:both|all|all of them|both of them|both mails|the two)(?: of the mails)? (?:should|must|need to|have to|ought to) (?:say|read|be|have) (.{2,40}?)(?:,? (?:sorry|my mistake|my bad|please|instead|not .+))*$/i

/** `Both should say 4 June, my mistake`: the same put right in each of the e-mails that wait. */
export const bothTexts: Intent = {
  name: 'both texts',
  respond(heard, past) {
    const put = said.exec(withoutLead(heard.text))?.[1]
    if (!put || !speaksOfIt(heard, past)) return null
    const open = proposals(past.calls).filter((one) => isOpen(one) && one.tool === email.tool)
    const texts = open.map(({ input }) => reworded(String(input.body ?? ''), put))
    if (open.length < 2 || texts.includes(null)) return null
    return together(
      open.map((one, at) =>
        propose(
          email,
          { ...slotsOf(email, one.input), body: texts[at] ?? '' },
          one.outcome.requestId ?? '',
        ),
      ),
      () => ({ text: '' }),
    )
  },
}
