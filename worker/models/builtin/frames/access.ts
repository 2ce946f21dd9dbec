import { readRole, roleWord as roleWords } from '../facts/roles.ts'
import { asWritten } from '../hear/hear.ts'
import type { Frame, Reading } from './frame.ts'

const role = String.raw`(?<role>${roleWords})`
const person = String.raw`(?<person>(?!(?:the |an? )?(?:role|access|rights|permissions|access level)\b)[^,;:]+?)`
const right = String.raw`(?:'s)?(?: (?:access|rights?|permissions?|role|privileges?|status|level|account))*`
const a = String.raw`(?:(?:an?|the|only an?|just an?|our|my) )?`

/** Each gives a person, and most a role. */
const forms: readonly RegExp[] = [
  String.raw`^(?:give|grant|assign|offer|hand) ${person} (?:the role of |the rights of |${a}|access as )(?:an? )?${role}${right}$`,
  String.raw`^(?:give|grant|assign|add) ${a}${role}${right} (?:to|for) ${person}$`,
  String.raw`^(?:make|turn|appoint|name) ${person} (?:into |to |as |be )?${a}${role}${right}(?: from now on)?$`,
  String.raw`^(?:promote|upgrade|demote|downgrade|move|raise|elevate|reduce|lower|switch|set|change|convert|restrict|limit|put) ${person}${right} (?:back )?(?:(?:to|as|into|down to|up to) )?${a}${role}${right}$`,
  String.raw`^(?:change|set|switch|update|upgrade) (?:the )?(?:role|access|rights|permissions|access level) (?:of|for) ${person} (?:to|into|as) ${a}${role}${right}$`,
  String.raw`^(?:let|allow) ${person} (?:to )?be ${a}${role}$`,
  String.raw`^${a}${role}${right} (?:for|to) ${person}$`,
  String.raw`^${person} (?:should|needs to|shall|must|has to|ought to) (?:only )?(?:be|become|have|get) (?:only )?${a}${role}${right}(?: from now on)?$`,
  String.raw`^${person} to (?:only )?(?:be|become|have|get) ${a}${role}${right}(?: from now on)?$`,
  String.raw`^${person} (?:takes over|steps in|steps up|moves up|fills in|stands in)(?: (?:now|then|from (?:him|her|them)))? (?:as|to) ${a}(?:new )?${role}${right}$`,
  String.raw`^(?:add|set|register|put|have) ${person} (?:as|be) ${a}${role}${right}$`,
  String.raw`^(?:give|grant) (?:more |other |new |some )?(?:access|rights|permissions) (?:to|for) ${person}$`,
  String.raw`^${person} needs ${a}${role}${right}$`,
  String.raw`^(?:promote|demote|upgrade|downgrade) ${person}$`,
  String.raw`^(?:change|update|adjust|modify|edit|set) ${person}(?:'s?) (?:access|role|rights|permissions)$`,
  String.raw`^(?:change|update|adjust|modify|set) (?:the )?(?:access|role|rights|permissions) (?:of|for) ${person}$`,
  String.raw`^(?:revoke|remove|take|withdraw|strip|end|cancel|take away) (?:away )?${person}(?:'s)(?: ${roleWords})?${right}(?: away)?$`,
  String.raw`^(?:revoke|remove|take|withdraw|strip|take away) (?:away )?(?:the )?${roleWords}${right} (?:away )?(?:from|of) ${person}$`,
  String.raw`^(?:give|grant) ${person} (?:more |other |new |some )?(?:access|rights|permissions)$`,
].map((form) => new RegExp(form))

const nobody =
  /^(?:(?:someone|somebody|anyone|anybody|one)(?: (?:on|in|from|of|at|else).*)?|a person|a colleague|him|her|them|it|me|myself|us|that person|this person|people|everyone|everybody|all|(?:my|our|your|his|her|their|the new|another|one of|some|an?) .+|the (?:new )?(?:colleague|guy|intern|girl|lady|person|temp|trainee|accountant|assistant|boss|team|others?))$/
const isMe = /^(?:me|myself|i)$/

/** A person is named in a word or two; what holds one of these is more than a name. */
const notOfNames =
  /^(?:it|that|this|so|sure|up|them|him|her|they|with|her|him|me|us|everyone|everybody|set|make|get)\b|\b(?:to|up|with|and|back|thinks?|said|both|them|into|from|as|should|please|be|is|was|who|that|an|no|longer|never|already|still|now|asked|wants|could|would|can)\b/

export function readAccess(said: string): RegExpExecArray | null {
  const plain = said.replace(
    /\b(?:back to |back )?(?:an? |the )?(?:plain|ordinary|normal|regular|simple|mere|full|standard|basic|proper|fully fledged) (?=(?:member|reviewer|manager|auditor|admin)(?:istrator)?s?\b)/,
    (all) => (all.startsWith('back') ? 'to ' : ''),
  )
  for (const form of forms) {
    const found = form.exec(plain.replace(/ (?:instead of|rather than|and not|not) .*$/, ''))
    if (
      found?.groups?.person &&
      found.groups.person.split(' ').length <= 4 &&
      !notOfNames.test(found.groups.person) &&
      !/^(?:one|some|any|all|each|every|both|a few|several)\b(?!body|one)/.test(
        found.groups.person,
      ) &&
      !/\b(?:booking|invoice|order|table|room|expense|refund|money|dollars)\b|¤|\$|\b(?:inv|ord|bkg)-/.test(
        found.groups.person,
      )
    )
      return found
  }
  return null
}

/** The role of a person in the workspace. */
export const access: Frame = {
  tool: 'change_access',
  required: ['person', 'role'],
  again: 'person',
  main: 'role',
  asks: {
    person: 'whose access (which person)',
    role: 'which role (member, reviewer, manager, auditor or admin)',
  },

  read(clause, _now, asked): Reading {
    if (/\bor\b/.test(clause.plain))
      return {
        slots: {},
        problem:
          'Please name one person and one role (member, reviewer, manager, auditor or admin). Which shall it be?',
      }
    const groups = readAccess(clause.plain)?.groups
    const bareRole = asked.includes('role')
      ? new RegExp(
          String.raw`^(?:(?:to|as|make it|make (?:him|her|them)|rather|just|only|be|to be) )*${a}${role}${right}$`,
        ).exec(clause.plain)?.groups?.role
      : undefined
    const named = groups?.person
      ?.replace(
        /^(?:the )?(?:user|account|colleague|person)(?: called| named)? |^(?:only|just) /,
        '',
      )
      .replace(/'s$/, '')
      .replace(
        /^(?:the )?((?:second )?\w+) (?:account|user)$|^the (?=second |(?:member|reviewer|manager|auditor|admin)$)/,
        '$1',
      )
      .replace(/^.*?\b((?:member|reviewer|manager|auditor|admin)\d)(?!@).*$/, '$1')
      .trim()
    const written = named && !nobody.test(named) ? named : undefined
    const answer =
      asked.includes('person') &&
      !groups &&
      !bareRole &&
      !/^(?:yes|no|ok|never|what|who|why|how|list|show)\b/.test(clause.plain)
        ? /^(?:(?:for|to|it's|of|only|just|ah,?|oh,?|sorry,?) )*(?:(?:(?:the|his|her|their) )?(?:account|user|login|name|user name)(?: is| was|'s|:)(?: called| named)? )?(?:the (?=second |\p{L}+$))?([\p{L}][\p{L}\p{N}.@+_-]*(?: [\p{L}\p{N}.-]+){0,2})$/u.exec(
            clause.plain,
          )?.[1]
        : undefined
    const who = written ?? (answer && !notOfNames.test(answer) ? answer : undefined)
    if (named && isMe.test(named))
      return {
        slots: {},
        problem: 'Whose access shall I change? Please give the name of the account (person).',
      }
    const to = groups?.role ?? bareRole
    return {
      slots: {
        ...(who && { person: asWritten(clause, who) }),
        ...(to && { role: readRole(to) }),
      },
    }
  },

  say: ({ person: whom, role: to }) => `give ${whom} the role of ${to}`,

  isOther: ({ plain }) =>
    /^(?:book|pay|refund|cancel|delete|export|email|submit|list|show|claim|expense|settle|reserve|send|transfer)\b|\b(?:inv|ord|bkg)-/.test(
      plain,
    ),
}
