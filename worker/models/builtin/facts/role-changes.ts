import { readRole, roleWord } from './roles.ts'

/** Who is to get which role. */
export type RoleChange = { person: string; role: string }

const person = String.raw`(?:member|reviewer|manager|auditor|admin)\d+(?:@[\w-]+(?:\.[\w-]+)+)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:the )?second (?:member|reviewer|manager)(?! (?:access|rights|role))`
const token = new RegExp(
  String.raw`(?<![\w@.])(?:(?<person>${person})|(?<role>${roleWord}))(?![\w@])`,
  'g',
)
/** Roles that somebody has and is to lose say nothing of what they get. */
const lost = new RegExp(
  String.raw`\b(?:from|instead of|rather than|no longer|not|of (?:the|their|her|his)|was|were|currently|now|off the|leaving the) (?:an? |the |being an? )?${roleWord}(?= |,|$)(?:,? (?:any ?more|now|until now))?`,
  'g',
)

/** The people whom these words (lower case) name by account, address or as the second of a role. */
export const peopleIn = (plain: string): string[] => [
  ...new Set([...plain.matchAll(token)].flatMap(({ groups }) => groups?.person ?? [])),
]

/**
 * What several people are to become: `member2 reviewer and reviewer2 manager`, `both … managers`, `reviewer
 * rights for …`. Null unless every person gets one role and every role goes to somebody.
 */
export function readRoleChanges(plain: string): RoleChange[] | null {
  const said = plain.replace(lost, (words) => (/^now|^was|^were/.test(words) ? words : ' '))
  const tokens = [...said.matchAll(token)].map(({ groups }) => ({ ...groups }))
  const changes: RoleChange[] = []
  for (let at = 0; at < tokens.length;) {
    const isRoleFirst = tokens[at]?.role !== undefined
    const role = isRoleFirst ? tokens[at++]?.role : undefined
    const people: string[] = []
    while (tokens[at]?.person !== undefined) people.push(tokens[at++]?.person ?? '')
    const given = role ?? tokens[at++]?.role
    if (!given || people.length === 0) return null
    changes.push(...people.map((one) => ({ person: one, role: readRole(given) })))
  }
  const named = new Set(changes.map((change) => change.person))
  return named.size === changes.length && changes.length > 0 ? changes : null
}
