import { isEffect } from '../../tools/index.ts'
import { clausePlan } from './clauses.ts'
import { lookGist } from './gist/look.ts'
import { hear, type Heard } from './hear/hear.ts'
import { isOpen, proposals } from './history.ts'
import type { Past, Plan } from './plan.ts'

const wish =
  /(?:^|[,.;:!-] ?|\b(?:but|because|as|since|and) )(?:(?:i|we) )?(?:am |are |'m |'re )?(?:just |only |merely |simply )*(?:(?:want(?:ed)?|need|would like|'d like|wish|trying|curious) (?:just |only )?(?:to (?:know|see|check|find out|hear|ask|learn))?|(?:tell|show) me|ask(?:ing)?|wondering|checking)(?: you)?,? (?:first )?((?:when|what|which|whether|if|how|who|where|is|are)\b[^.;!]*)[.!?]*$/i
const notYet =
  /^(?:(?:please|no|hey|hi|wait|ok|okay|so|but)[, ]+)*(?:do not|don't|dont|never|not|no need to|without|i'm not|we're not|i don't|we don't|i am not)\b[^.;:!]*/i

/**
 * `Don't book anything yet, I only want to know when Luma has a table`: what is held back stays so, and what
 * somebody wants to know is looked up.
 */
export function onlyAsked(heard: Heard, past: Past): Plan | null {
  if (heard.mails.length > 0 || heard.isTooLong || !notYet.test(heard.text)) return null
  const question = wish
    .exec(heard.text)?.[1]
    ?.replace(/^(?:if|whether) (?:there (?:is|are) )?/i, 'is ')
  if (!question) return shown(heard, past)
  // What was held back tells what `what's open` is about.
  const said = { ...hear(`${question.replace(/[.!?\s]+$/, '')}?`), text: heard.text }
  for (const clause of said.clauses) {
    const plan = clausePlan({ ...clause, mood: 'question' }, said, past)
    if (plan) return plan
  }
  const asked = said.clauses.map((clause) => ({ ...clause, mood: 'question' as const }))
  return lookGist.respond?.({ ...said, clauses: asked }, past) ?? null
}

const shows =
  /^(?:(?:just|only|please) )*(?:show|give|list) (?:me |us )?(?:all|the|my|our|open|order|ord-)\b/

/** `Don't pay yet, just show me the open invoices`, where nothing waits that could be held back. */
function shown(heard: Heard, past: Past): Plan | null {
  const [, ...others] = heard.clauses
  if (proposals(past.calls).some(isOpen) || !others.every(({ plain }) => shows.test(plain)))
    return null
  for (const clause of others) {
    const plan = clausePlan(clause, heard, past)
    if (plan && !plan.calls?.some(({ tool }) => isEffect(tool))) return plan
  }
  return null
}
