import { problemOf } from '../conversation.ts'
import type { Intent } from '../plan.ts'
import { tellOutcome } from '../outcome.ts'
import { newestDenial } from './requests.ts'

const asked =
  /\b(?:why|what|reason|who|how come)\b.*\b(?:den(?:y|ied|ial)|reject(?:ed|ion)?|refus(?:ed?|al)|declin(?:ed?)|fail(?:ed|ure)?|turned down|not allowed|said no|say no|not approved|go wrong|went wrong|not work)\b|\bwhat did (?:the |my |they|he|she)(?: ?(?:reviewer|manager|reviewers|managers))? (?:say|answer|decide)\b|\b(?:what|which) (?:was|is|were) the (?:reasons?|problem|explanation|objection)\b|\b(?:did|do|does|has|have) (?:they|he|she|\w+) (?:say|give|given|said|tell you) (?:why|a reason|any reason)|^(?:and |but |so )?why (?:can't|couldn't|won't|didn't|wasn't|isn't) (?:you|it|that|this|i|we)(?: (?:do|pay|go|be|get|send|book|approved|allowed|possible|done|through|it|that))*$|^on what grounds|^(?:and |but )?(?:why(?: not| (?:is|was) that)?|how come|what for)\W*$/i

/** `why was it denied?`: from what this conversation was told, else from the person's requests. */
export const whyDenied: Intent = {
  name: 'why denied',
  example: 'Why was it denied?',
  hints: /\b(?:why|denied|rejected|refused|reason)\b/i,
  look({ plain }, _heard, { outcomes }) {
    if (!asked.test(plain) || /\b(?:can|could|may|must|should) (?:i|we|you)\b/.test(plain))
      return null
    // What one took back oneself needs no reason.
    const last =
      outcomes.findLast(({ status }) => ['denied', 'failed', 'expired'].includes(status)) ??
      outcomes.findLast(({ status }) => status === 'withdrawn')
    if (last) return { text: tellOutcome(last) }
    return {
      text: '',
      calls: [{ tool: 'list_requests', input: {} }],
      resume: ([call]) =>
        call?.result?.ok ? { text: newestDenial(call.result.value) } : { text: problemOf(call) },
    }
  },
}
