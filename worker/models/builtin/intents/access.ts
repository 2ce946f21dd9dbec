import { isLater } from '../deferred.ts'
import { access, readAccess } from '../frames/access.ts'
import { begin } from '../frames/frame.ts'
import { peopleIn, readRoleChanges } from '../facts/role-changes.ts'
import { roleLeft } from '../facts/roles.ts'
import type { Clause, Heard } from '../hear/hear.ts'
import { newest } from '../history.ts'
import { meantPerson } from '../refer.ts'
import { together } from '../together.ts'
import type { Intent, Past } from '../plan.ts'
import { later } from './hold-back.ts'

const roles = /\b(?:members?|reviewers?|managers?|auditors?|admin(?:istrator)?s?)\b/
const taking = /^(?:revoke|remove|take|withdraw|strip|end|cancel|take away)\b/
const changing =
  /^(?:change|update|adjust|modify|edit|give|grant|promote|demote|upgrade|downgrade)\b/

/** `Make member2 an auditor and reviewer2 a manager`, `make both … managers`: one clause a person. */
function apart(clause: Clause): Clause[] {
  const isOrder =
    changing.test(clause.plain) || /^(?:make|set|turn|put|add|let|appoint)\b/.test(clause.plain)
  if (!isOrder || /\b(?:or|like|not|than|by|instead)\b/.test(clause.plain)) return [clause]
  const each = readRoleChanges(clause.plain) ?? []
  return each.length < 2
    ? [clause]
    : each.map(({ person, role }) => {
        const plain = `make ${person} ${role}`
        return { ...clause, words: plain, plain }
      })
}

const pronoun =
  /^((?:make|give|promote|demote|grant|set|turn|upgrade|downgrade|let)) (?:them|him|her|that person|this person|that account|this account|the account)\b(?! (?:called |named )?(?:member|reviewer|manager|auditor|admin)\b.* )(?=.*\b(?:member|reviewer|manager|auditor|admin)\w*\b)/i

/** `Make them a reviewer`, with the account of whom was just spoken, in this very message first. */
function withPerson(clause: Clause, heard: Heard, past: Past): Clause {
  const here = pronoun.test(clause.plain) ? peopleIn(heard.text.toLowerCase()) : []
  const person = here.length === 1 ? here[0] : here.length === 0 ? meantPerson(past) : null
  const put = (text: string) =>
    text.replace(pronoun, (_all, verb: string) => `${verb} ${person ?? 'somebody'}`)
  return pronoun.test(clause.plain)
    ? { ...clause, words: put(clause.words), plain: put(clause.plain) }
    : clause
}

/** `Make member2 one as well`, after talk of one role. */
function withRole(clause: Clause, { asked }: Past): Clause {
  const [role, ...others] = new Set(
    asked.toLowerCase().match(/\b(?:member|reviewer|manager|auditor|admin)(?=s?\b)/g),
  )
  const put = (text: string) =>
    role && others.length === 0
      ? text.replace(/^((?:make|appoint) (?:the )?(?:second )?\S+) one\b/i, `$1 ${role}`)
      : text
  return { ...clause, words: put(clause.words), plain: put(clause.plain) }
}

const told = new RegExp(
  String.raw`^((?:member|reviewer|manager|auditor|admin)\d+) (?:is|are|has|takes?|took|no longer|will|joins?|leaves?|left|moves?|moved|was|goes|went|quits?|retires?|starts?|started|changes?|changed|stops?|stopped|comes?)\b[^,;:]*[,;:-]+ (?:(?:so|then|now|and|therefore) )*(?:(?:back|down|up) )?(?:to )?(?:be )?(?:(?:an?|plain|normal|simple|ordinary|regular|just|only) )*(member|reviewer|manager|auditor|admin)(?: (?:role|rights|access|again))*$`,
)

/** `Reviewer2 is leaving the team, back to member please`: why, and then the role alone. */
function withRoleAlone(clause: Clause): Clause {
  const [, person, role] = clause.isCourteous ? (told.exec(clause.plain) ?? []) : []
  const plain = `make ${person} ${role}`
  return person && role ? { ...clause, words: plain, plain } : clause
}

/** `Give member2 reviewer access`. */
export const changeAccess: Intent = {
  name: 'change access',
  example: 'Give member2 reviewer access',
  hints: /\b(?:access|roles?|permissions?|rights|promote|reviewer|auditor|admin)\b/i,
  take(said, heard, past) {
    const clause = withRole(withPerson(withRoleAlone(said), heard, past), past)
    const { plain, isCourteous } = clause
    const each = apart(clause)
    if (each.length > 1)
      return together(
        each.map((one) => begin(access, one, past)),
        () => ({ text: '' }),
      )
    const found = readAccess(plain)?.groups
    // Who stands in is an order only beside one, or where it is asked for.
    const isTold = /^\S+ (?:takes over|steps|moves up|fills in|stands in)\b/.test(plain)
    if (isTold && !isCourteous && newest(past)?.tool !== access.tool) return null
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
    if (
      isLater(
        plain.replace(
          /,? (?:because|since|as|who|(?:he|she|they)(?:'s|'re| is| are| was| will)?) .*$/,
          '',
        ),
        past.now,
      )
    )
      return { text: later(plain) }
    if (taking.test(plain)) {
      const person = found.person?.replace(/^(?:from|of|away) /, '')
      const left = roleLeft(plain)
      return begin(access, { ...clause, plain: `change ${person}'s access` }, past, {
        ...(left && { role: left }),
      })
    }
    return begin(access, clause, past)
  },
}
