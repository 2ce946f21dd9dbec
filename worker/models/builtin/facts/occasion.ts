import { asWritten, type Clause } from '../hear/hear.ts'
import { readPlaces } from './places.ts'

const forThat =
  /\bfor (?!\d|an hour|half|me\b|us\b|tomorrow|today|tonight|the (?:day|morning|afternoon|evening|whole)|next|this|later|monday|tuesday|wednesday|thursday|friday|saturday|sunday|at\b|room|atlas|birch)((?:the |a |an |our |my )?\p{L}[\p{L}\d '&-]*?)(?= (?:on|at|from|tomorrow|today|next|this|between|in|until|for|monday|tuesday|wednesday|thursday|friday)\b|[,;.]|$)/u

const label =
  '(?:purpose|reason|topic|subject|title|occasion|agenda|event|what for|called|titled|labell?ed|named)'
/** What somebody set between quotes; an order there was blanked before. */
const quoted = /"([^"…]{2,80})"/
const labelled = new RegExp(
  String.raw`\b(?:the )?${label}(?: (?:is|being|of))?\s?[:=-]?\s+(?!of\b)([\p{L}\d][^,;."]{1,80})`,
  'iu',
)
const because =
  /\b(?:because|since|as) (?:of )?((?:the|a|an|our|my|we|i|it|they|he|she)\b[^,;"]{2,80})$/i

/** What a room is wanted for, in the person's own words; `rest` is the clause without days and times. */
export function purposeOf(clause: Clause, rest: string): string | undefined {
  const said =
    quoted.exec(clause.words)?.[1] ??
    labelled.exec(clause.words)?.[1]?.replace(/ (?:on|at|from|between|tomorrow|today)\b.*$/i, '')
  if (said) return said.trim()
  const why = forThat.exec(rest)?.[1]?.trim()
  if (why && !/^(?:the|an?|our|my)$/.test(why) && readPlaces(why).length === 0)
    return asWritten(clause, why)
  return because.exec(clause.words)?.[1]?.trim()
}
