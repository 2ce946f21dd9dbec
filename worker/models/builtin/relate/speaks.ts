import type { Heard } from '../hear/hear.ts'
import { isRemark } from '../hear/remark.ts'
import type { Past } from '../plan.ts'

/** Longer words are a story, or an order of their own. */
const LONGEST = 110

/**
 * Whether words may be about what waits or was just done: nothing of them asks, supposes, is dictated or
 * answers a question of ours. What others say may stand beside a wish.
 */
export const speaksOfIt = (heard: Heard, past: Past): boolean =>
  !past.isAsking &&
  !heard.isTooLong &&
  heard.mails.length === 0 &&
  heard.text.length <= LONGEST &&
  !isRemark(heard.written) &&
  heard.clauses.every(
    ({ mood, asks, isCourteous }) =>
      mood !== 'conditional' && mood !== 'supposed' && (!asks || isCourteous),
  )
