import { account, roles } from './words.ts'

/** `reviewer` is a role and the name of an account; the one that is set up, made or given is the person. */
const namesake =
  /(?:\b(?:set up|make|that|give|put|move|let|have) )((?:(?:the )?second )?(?:member|reviewer|manager|auditor)|(?!(?:her|him|them|it|me|us|the|this|that|a|an|sure|my|our)\b)[a-z]+)\b(?=.* (?:as|an?|with|to|into) (?:an? )?(?:member|reviewer|manager|auditor|admin)| is an? (?:member|reviewer|manager|auditor|admin)| (?:member|reviewer|manager|auditor|admin)\w* (?:access|rights|role|permissions))/
const second = /\b(?:the )?(second (?:member|reviewer|manager))\b/

/** `The auditor account should become manager`: the name of an account, too. */
const ofAccount =
  /^(?:please )?(?:(?:make|turn|set|change|give|let) )?the (member|reviewer|manager|auditor|admin) (?:account|user)\b/
/** Who is to get which role, as far as these words (lower case) say it. */
export function personAndRole(plain: string): { person?: string; role?: string } {
  const person =
    account.exec(plain)?.[0] ??
    ofAccount.exec(plain)?.[1] ??
    /^(?!(?:it|that|this|there|who|what)\b)([a-z]+) is an? (?:member|reviewer|manager|auditor|admin)\b/.exec(
      plain,
    )?.[1] ??
    second.exec(plain)?.[1] ??
    namesake.exec(plain)?.[1]
  const role = roleIn(person ? plain.replace(person, ' ') : plain)
  return { ...(person && { person }), ...(role && { role }) }
}

const roleIn = (plain: string): string | undefined => {
  const said = plain
    .replace(new RegExp(account, 'g'), ' ')
    .replace(/\bfrom (?:an? )?\w+ (?=to\b)/, '')
  const found = [...new Set([...said.matchAll(roles)].map(([, role = '']) => role))]
  return found.length === 1 ? found[0]?.replace('administrator', 'admin') : undefined
}

const somebody =
  /\b(?:some(?:body|one)|any(?:body|one)|(?:an?|one)(?: (?:new|of (?:my|our|the)))? ?(?:colleagues?|person|people|employee|team ?mates?|coworkers?|new hire|newcomer|hire|intern|user|account|guy|team members?)|(?:one|someone|somebody) (?:of|on|from|in) (?:us|my|our|the) ?\w*)\b/
const able =
  /\b(?:be|become) (?:able|allowed|permitted|entitled|authori[sz]ed) to (?:approve|decide|sign|countersign|confirm|release)\b/
const right =
  /\b(?:access|rights?|permissions?|roles?|become|be an?|as an?|into an?|promot\w*|make)\b/
const other =
  /\b(?:an?other|a different|a new|new|different|more|less|fewer|other|the wrong|changed?|chang\w+|updat\w+|adjust\w*|review\w*)\b/

/** `Member2 needs a different role`, `somebody has to get reviewer rights`: what is said of the two, when the other is missing. */
export function personOrRole(plain: string): { person?: string; role?: string } | null {
  if (
    /\b(?:bookings?|invoices?|orders?|payment|refund|expense|table|room|can|who|what|or)\b|\$/.test(
      plain.replace(/\b(?:can|could) (?:you|i)\b/g, ' '),
    )
  )
    return null
  const whose = account.exec(plain)?.[0] ?? second.exec(plain)?.[1]
  const role = roleIn(whose ? plain.replace(whose, ' ') : plain)
  if (somebody.test(plain) && role && right.test(plain) && !account.test(plain)) return { role }
  // `Member2 must be able to approve things`: several roles can.
  if (whose && !role && able.test(plain) && !/\b(?:not|never|already|is able)\b/.test(plain))
    return { person: whose }
  return whose &&
    !role &&
    /\b(?:access|roles?|rights|permissions?)\b/.test(plain) &&
    other.test(plain)
    ? { person: whose }
    : null
}
