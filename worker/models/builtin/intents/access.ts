import { isLater } from '../deferred.ts'
import { access, readAccess } from '../frames/access.ts'
import { begin } from '../frames/frame.ts'
import type { Intent } from '../plan.ts'
import { later } from './hold-back.ts'

const roles = /\b(?:members?|reviewers?|managers?|auditors?|admin(?:istrator)?s?)\b/
const taking = /^(?:revoke|remove|take|withdraw|strip|end|cancel|take away)\b/
const changing =
  /^(?:change|update|adjust|modify|edit|give|grant|promote|demote|upgrade|downgrade)\b/

/** `Give member2 reviewer access`. */
export const changeAccess: Intent = {
  name: 'change access',
  example: 'Give member2 reviewer access',
  hints: /\b(?:access|roles?|permissions?|rights|promote|reviewer|auditor|admin)\b/i,
  take(clause, _heard, past) {
    const { plain, isCourteous } = clause
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
