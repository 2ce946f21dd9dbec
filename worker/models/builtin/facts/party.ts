import { companyOf } from './company.ts'

const people = String.raw`(?:people|persons?|pers|ppl|pax|guests?|diners|adults|friends|colleagues|covers|seats?|of us|heads?|kids)`
const forms: readonly RegExp[] = [
  new RegExp(String.raw`\b(\d{1,3})[- ]?${people}\b`),
  /\b(?:party|group|table|total|team|family) (?:size )?(?:of|for|to) (\d{1,3})\b(?! ?(?:pm|am|:|\/|-\d))/,
  /\b(?:the )?(\d{1,3})[- ](?:person|people|seat(?:er)?|top)\b/,
  /\b(?:us|we are|we're|we will be|we'll be|we'd be|we would be|we number|we come as|there's|there is|there'd be|there are|there will be|there'll be|party:?|guests:?|people:?) (?:only |just |now |actually |about |really |down to |up to )*(\d{1,3})\b(?! ?(?:pm|am|:))/,
  /\bfor (?:the |all |just |about |around |only |actually )?(\d{1,3})\b(?! ?(?:pm|am|p\.m|a\.m|o'?clock|hours?|hrs?|min|days?|weeks?|nights?|months?|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|¤|:|\/|-\d|\.\d|th\b|st\b|nd\b|rd\b|tables?|rooms?|bottles?))/,
  /\b(\d{1,3})(?= at the table\b)/,
  /\b(\d{1,3}) (?:are|will be) (?:coming|joining|attending|there)\b/,
  /(?<=^|[ ,;])[x×] ?(\d{1,2})\b(?! ?(?:pm|am|:))|\b(\d{1,2}) ?(?:p|x)(?=$|[ ,;.])/,
  /\btable (\d{1,2})\b(?! ?(?:pm|am|p\.m|a\.m|o'?clock|:|\/|-\d|\.\d|th\b|st\b|nd\b|rd\b|tables?))/,
  /^(\d{1,3}) (?:for|at) (?:luma|dinner|lunch)\b|\bseat (\d{1,3})\b(?! ?(?:pm|am|:))/,
]
const withMe = new RegExp(
  String.raw`\b(?:me|myself|i) (?:and|plus|with|\+) (?:my )?(\d{1,2}|an?|my)\b(?! ¤)`,
)

/** Two who come as a pair, and who asks. */
const pairAndMe =
  /\b(?:my |our )(?:grand)?(?:parents|in-laws)(?:,? (?:and|plus|&)) (?:me|i|myself)\b|\b(?:me|myself|i) (?:and|plus|with) my (?:grand)?(?:parents|in-laws)\b/

const teamAndMe =
  /\b(?:me|myself|i) (?:and|plus|with) (?:my|the) (?:team|group|family|crew|gang)\b(?: of (\d{1,3}))?/

const names =
  /\b(?:me|myself|i)((?:, (?!at |on |for )[a-z]+)*,? (?:and|&|plus) (?!at |my |a |\d)[a-z]+)(?=$|[.;]|, (?:at|on|for|tomorrow|today|luma)\b)/
const plus =
  /\b(\d{1,2}) (?:of us )?(?:plus|and|\+|with) (?:(?:me|myself|i)\b|(an?|\d{1,2}) (?:client|guest|child|kid|friend|baby|toddler|colleague|visitor|other|more|extra)s?\b)/

const along = new RegExp(
  String.raw`\bwith (?:my )?(\d{1,2}|an?|my) (?:other )?(?:more )?(?:friends?|colleagues?|people|guests?|clients?|wife|husband|partner|boss|mum|mom|dad|others?|kids|coworkers?|teammates?)\b`,
)

const both = new RegExp(
  String.raw`\b(\d{1,2}) ${people}(?:,| and| plus| \+| &)? (\d{1,2}|an?) (?:${people}|child(?:ren)?|kid|friend|baby|babies|infants?|toddlers?|teenagers?|students?|seniors?)\b`,
)
const withSomebody =
  /^(?:for |just |only |it's |it is )*(?:me|myself|i) (?:and|plus|with) (?:my )?\p{L}+$|^(?:for |just |only )*(?:my )?\p{L}+ and (?:me|i|myself)$/u

/** `I want to take my husband to Luma`. */
const takenOut =
  /\b(?:tak(?:e|ing)|bring(?:ing)?|treat(?:ing)?|invit(?:e|ing)|promised) (?:out )?my (?:wife|husband|partner|girlfriend|boyfriend|mother|father|mum|mom|dad|sister|brother|son|daughter|boss|aunt|uncle)\b(?! (?:and|&|plus)\b|,)/

/** `2 adults and 3 kids, 5 in total`: the sum is what counts. */
const total =
  /\b(?:me|us|too|myself|my \p{L}+|\p{L}+s|people|children),? so (\d{1,3})\b(?! ?(?:pm|am|:|¤|\/|st\b|nd\b|rd\b|th\b))|\b(\d{1,3}) (?:people |of us )?(?:with|including|counting|incl\.?) (?:me|myself|us)\b|\b(\d{1,3}) (?:people |persons |of us |guests )?(?:in total|in all|altogether|all told|all together|overall|total)\b|\b(?:total(?:ling|ing)?(?: of)?:?|altogether|in all|so (?:that's|that is|we're|we are|that makes(?: us)?)|(?:which |that )?makes (?:it |us |that )?|making (?:it |us |that )?) ?(\d{1,3})\b(?! ?(?:pm|am|:|¤))/u

/** How many come, in these words (lower case, digits, without times and days); null when not said. */
export function readParty(plain: string): number | null {
  const couples = /\b(\d) couples\b/.exec(plain)?.[1]
  if (couples) return 2 * Number(couples)
  const sumOfAll = total.exec(plain)
  if (sumOfAll) return Number(sumOfAll.slice(1).find(Boolean))
  const counted = companyOf(plain)
  if (counted) return counted
  if (pairAndMe.test(plain)) return 3
  const team = teamAndMe.exec(plain)
  if (team) return team[1] ? Number(team[1]) + 1 : null
  const also = withMe.exec(plain)
  if (also) return 1 + (/^\d/.test(also[1] ?? '') ? Number(also[1]) : 1)
  const more = plus.exec(plain)
  if (more) return Number(more[1]) + (Number(more[2]) || 1)
  const listed = names.exec(plain)?.[1]
  if (listed)
    return 1 + listed.split(/,|\band\b|&|\bplus\b/).filter((one) => /[a-z]/.test(one)).length
  const sum = both.exec(plain)
  if (sum) return Number(sum[1]) + (Number(sum[2]) || 1)
  if (withSomebody.test(plain.trim())) return 2
  const company = along.exec(plain)?.[1]
  if (company && !/\b(?:for|of) \d|\bus \d/.test(plain))
    return 1 + (/^\d/.test(company) ? Number(company) : 1)
  for (const form of forms) {
    const match = form.exec(plain)
    const found = match?.[1] ?? match?.[2]
    if (found !== undefined) return Number(found)
  }
  if (
    /\b(?:the two of us|both of us|us both|my (?:wife|husband|partner) and (?:me|i))\b/.test(plain)
  )
    return 2
  if (takenOut.test(plain)) return 2
  return /\bfor (?:just )?(?:one|me|myself)\b(?! (?:and|hour|please find))|\b(?:just|only)(?: going to be| gonna be)? me\b|\b(?:on my own|by myself)\b|\btable for one\b/.test(
    plain,
  )
    ? 1
    : null
}
