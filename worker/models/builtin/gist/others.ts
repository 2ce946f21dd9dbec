import { isEffect } from '../../../tools/index.ts'
import type { Heard } from '../hear/hear.ts'
import { asQuestion } from '../offers.ts'
import type { Plan } from '../plan.ts'
import { isImperative } from './wish.ts'

/** What somebody by name, or somebody of the family, wishes for; customers are whom refunds are for. */
const ofOthers =
  /(?:^|[,.;:] )(?:(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?!customer|client|guest|team|boss|manager)\p{L}+|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+) (?:\p{L}+ly |still |now )?(?:wants?|would (?:like|love)|asks for|hopes for|wishes for|is asking for)\b/u

/** `Priya Raman wants 45 dollars back on ORD-2016`: told, and nobody here has said that it shall be done. */
export const unlessOrdered = (plan: Plan, { clauses, written }: Heard): Plan =>
  plan.calls?.some(({ tool }) => isEffect(tool)) &&
  plan.answers !== true &&
  plan.isOffer !== true &&
  ofOthers.test(written) &&
  !clauses.some((one) => one.isCourteous || isImperative(one))
    ? asQuestion(plan)
    : plan
