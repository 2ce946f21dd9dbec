import { readDays, type Now } from './facts/days.ts'

const repeated =
  /\b(?:every|each) (?:other )?(?:day|week|month|year|morning|evening|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|weekend)s?\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\b(?:an? )?(?:monthly|weekly|daily|yearly|annually|quarterly|regularly|recurring|automatically from now)\b/
/** `the weekly meeting`, `quarterly planning`: what something is called. */
const named =
  /(?<!\ban? (?:new )?)\b(?:monthly|weekly|daily|yearly|annual|quarterly) (?=(?:\p{L}+ )?(?:meeting|review|planning|plan|stand-?up|sync|call|update|report|catch-?up|check-?in|retro|demo|lunch|dinner|budget|results|numbers|business|sales|board|team|all-hands|townhall|figures|closing|forecast|jour|briefing|session|workshop)s?\b)/gu
const vague =
  /\b(?:later|tonight|next (?:week|month|year|quarter)|(?:at|by) the end of (?:the|this|next) \w+|in \d+ (?:minutes?|hours?|days?|weeks?|months?)|in an hour|in (?:an?|some|a few|a couple of|2) (?:days?|weeks?|months?|years?|minutes?|moment|hours?)|in the (?:future|near future)|(?:once|when|as soon as) (?:due|possible due)|after \w+day|not (?:yet|now)|at (?:\d{1,2}(?::\d\d)? ?(?:am|pm)|noon|midnight))\b/

/** Whether these words wish for something again and again. */
export const isRepeated = (plain: string): boolean => repeated.test(plain.replace(named, ' '))

/** Whether these words (lower case, without what stands for a reason or a purpose) wish for a later time. */
export function isLater(plain: string, now: Now): boolean {
  const said = plain.replace(
    /\b(?:by |before |until )?(?:this morning|before (?:lunch|noon|the day is over)|by (?:noon|lunch|tonight|the end of (?:the|this) day)|today)\b/g,
    ' ',
  )
  if (isRepeated(said) || vague.test(said)) return true
  const today = now.toISOString().slice(0, 10)
  return readDays(said, now, 'next').days.some(({ day }) => day > today)
}
