import { account, roles } from './words.ts'

/** `reviewer` is a role and the name of an account; the one that is set up, made or given is the person. */
const namesake =
  /(?:\b(?:set up|make|that|give|put|move|let|have) )((?:(?:the )?second )?(?:member|reviewer|manager|auditor)|(?!(?:her|him|them|it|me|us|the|this|that|a|an|sure|my|our)\b)[a-z]+)\b(?=.* (?:as|an?|with|to|into) (?:an? )?(?:member|reviewer|manager|auditor|admin)| is an? (?:member|reviewer|manager|auditor|admin)| (?:member|reviewer|manager|auditor|admin)\w* (?:access|rights|role|permissions))/
const second = /\b(?:the )?(second (?:member|reviewer|manager))\b/

/** Who is to get which role, as far as these words (lower case) say it. */
export function personAndRole(plain: string): { person?: string; role?: string } {
  const person =
    account.exec(plain)?.[0] ??
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
