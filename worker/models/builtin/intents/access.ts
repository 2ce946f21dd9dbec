import { isLater } from '../deferred.ts'
import { access, readAccess } from '../frames/access.ts'
import { begin } from '../frames/frame.ts'
import type { Clause } from '../hear/hear.ts'
import { together } from '../together.ts'
import type { Intent } from '../plan.ts'
import { later } from './hold-back.ts'

const roles = /\b(?:members?|reviewers?|managers?|auditors?|admin(?:istrator)?s?)\b/
const taking = /^(?:revoke|remove|take|withdraw|strip|end|cancel|take away)\b/
const changing =
  /^(?:change|update|adjust|modify|edit|give|grant|promote|demote|upgrade|downgrade)\b/

const account = String.raw`\b(?:(?:member|reviewer|manager|auditor|admin)\d+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?!\w)`

/** `Make member2 an auditor and reviewer2 a manager`, `make both … managers`: one clause a person. */
function apart(clause: Clause): Clause[] {
  const people = [...new Set(clause.plain.match(new RegExp(account, 'g')))]
  if (people.length < 2 || /\b(?:or|like|as|not|than|from|by|instead)\b/.test(clause.plain))
    return [clause]
  const pieces = clause.plain.split(/,? and |, /)
  const roleOf = (text: string) =>
    [
      ...text
        .replace(new RegExp(account, 'g'), ' ')
        .matchAll(/\b(member|reviewer|manager|auditor|admin)s?\b/g),
    ].map(([, role]) => role)
  const shared = [...new Set(roleOf(clause.plain))]
  const made = people.map((person) => {
    const own = roleOf(pieces.find((piece) => piece.includes(person)) ?? '')
    const role = own.length === 1 ? own[0] : shared.length === 1 ? shared[0] : undefined
    return role ? `make ${person} ${role}` : null
  })
  return made.includes(null) ||
    (!changing.test(clause.plain) && !/^(?:make|set|turn|put|add|let|appoint)\b/.test(clause.plain))
    ? [clause]
    : made.flatMap((plain) => (plain ? { ...clause, words: plain, plain } : []))
}

/** `Give member2 reviewer access`. */
export const changeAccess: Intent = {
  name: 'change access',
  example: 'Give member2 reviewer access',
  hints: /\b(?:access|roles?|permissions?|rights|promote|reviewer|auditor|admin)\b/i,
  take(clause, _heard, past) {
    const { plain, isCourteous } = clause
    const each = apart(clause)
    if (each.length > 1)
      return together(
        each.map((one) => begin(access, one, past)),
        () => ({ text: '' }),
      )
    const found = readAccess(plain)?.groups
    const isNoun =
      /^(?:an? |the )?(?:member|reviewer|manager|auditor|admin)\w*(?: (?:access|rights|role|permissions))? (?:for|to)\b/.test(
        plain,
      )
    if (!found) {
      // A role that does not exist is asked for; nothing else that is "made" or "given" is ours.
      const unknown =
        /^(?:make|promote|give|appoint) (\S+(?:@\S+)?) (?:the role of |to |an? |the )?(\p{L}+)(?: (?:access|rights|role))?$/u.exec(
          plain,
        )
      return unknown && /^(?:member|reviewer|manager|auditor|admin)\d*|\d$|@/.test(unknown[1] ?? '')
        ? {
            text: `There is no role called ${unknown[2]}. The roles are member, reviewer, manager, auditor and admin; which role shall it be?`,
          }
        : null
    }
    if (
      (isNoun || / to (?:only )?(?:be|become|have|get) /.test(plain)) &&
      !isCourteous &&
      !changing.test(plain) &&
      !/^(?:add|set|put|register|have|let|allow)\b/.test(plain)
    )
      return null
    if (
      !roles.test(plain) &&
      !/\b(?:access|roles?|rights|permissions)\b/.test(plain) &&
      !/^(?:promote|demote|upgrade|downgrade) (?:member|reviewer|manager|auditor|admin|\S+@)/.test(
        plain,
      )
    )
      return null
    if (
      /^(?:should|needs)\b/.test(plain) ||
      (!changing.test(plain) && !taking.test(plain) && !roles.test(plain))
    )
      return null
    if (isLater(plain, past.now)) return { text: later(plain) }
    if (taking.test(plain)) {
      const person = found.person?.replace(/^(?:from|of|away) /, '')
      return begin(access, { ...clause, plain: `change ${person}'s access` }, past)
    }
    return begin(access, clause, past)
  },
}
