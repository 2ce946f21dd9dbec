import { isLater } from '../deferred.ts'
import { readAmounts } from '../facts/money.ts'
import { nearPayee, payeeIn } from '../facts/places.ts'
import { isImperative } from '../gist/wish.ts'
import { asWritten, looksLikeName, type Heard } from '../hear/hear.ts'
import { all, degree, left, lookUp, lookUpAny, lookUpSum } from '../payee-invoices.ts'
import { meantPayee } from '../refer.ts'
import type { Intent } from '../plan.ts'
import { later } from './hold-back.ts'

const verb = String.raw`^(?:pay|settle|clear|cover|take care of|sort out|square)(?: off| up)?(?: with)?`
const some = String.raw`(?:(?:the|an?|my|our|any|both|every|each|all|all the|all of the|all our|all my)? ?)(?:(?:open|due|outstanding|unpaid|remaining|overdue|last|latest|newest|oldest|smaller|smallest|bigger|biggest|larger|largest|cheaper|cheapest|more expensive|first|second|two|three|2|3) )*(?:(?:of|of the) )?(?:(?:two|three|2|3|one) )?(?:invoices?|bills?|accounts?|balances?|debts?|tabs?)`
const everything = new RegExp(
  String.raw`${verb} (?:everything|all|whatever|what|all of what|the lot)(?: that)? (?:(?:i|we)(?: still)? owe(?: to)?|(?:(?:is|'s) )?(?:still )?(?:open|due|outstanding|unpaid)(?: (?:invoices|bills))? (?:with|from|of|to|for)) (?:to )?(.+)$`,
)
const owed = new RegExp(
  String.raw`${verb} (.+?),? (?:what|everything|whatever|all|the money)(?: that)?(?: i| we)(?: still)? owe(?: them| him| her)?$`,
)
const ofPayee = new RegExp(
  String.raw`${verb} (?:all (?:of )?)?(?:${some} (?:of|from|by|to|for|with) )?(?:the )?(.+?)(?:'s|s')? ?(?:(?:open|due|outstanding|unpaid|overdue|last|latest|two|three|2|3) )*(invoices?|bills?)?$`,
)
const unnamed = new RegExp(
  String.raw`${verb}(?: (?:${some}|it|that|this|them|one|something|somebody|someone|an? ?(?:open )?invoice|the supplier|a supplier|everything|all|all of them|everyone|all (?:my|our|the) (?:open |due |unpaid )?(?:invoices|bills)))?$`,
)

/** `Northwind's catering bill`: a known payee, told by the first word of its name and what it does. */
function described(words: string): string | null {
  const payee = payeeIn(words) ?? payeeIn(`the ${words}`)
  const [first = '', second = ''] = payee?.toLowerCase().split(' ') ?? []
  const isByTrade =
    !words.includes(first) && nearPayee(words) === null && words.split(' ').length < 6
  return payee &&
    payee.toLowerCase() !== words &&
    (isByTrade ||
      new RegExp(
        `^(?:the |our |that )?(?:\\w+ )?${first}(?:'s)?(?: ${second.slice(0, 5)}\\w*)?(?: (?:people|guys|folks|one|ones|stuff))?$`,
      ).test(words))
    ? payee
    : null
}

/** `the $640 invoice`, `every open bill under $500`: told by their sum alone. */
const bySum = new RegExp(
  String.raw`${verb} (?:(?:the|an?|that|this|our|my|any|all|every|each|those|of|open|due|outstanding|unpaid|overdue) )*(?:¤ (?:invoices?|bills?|one)|(?:invoices?|bills?|one)(?: (?:that|which) (?:is|are))? (?:for|of|over|under|below|above|less than|more than|up to|at most|at least|worth|smaller than|bigger than|larger than|cheaper than)(?: the)? ¤)(?: (?:with|of|from|to|for|by) (?:them|him|her|us|it))?$`,
)

/** `Just got the nod for Tidewater. Pay their invoice.` */
const theirs = new RegExp(
  String.raw`${verb} (?:all )?(?:them(?: (?:off|now|all|both))?(?: (?:what|that|which) (?:is|was|are) (?:still )?(?:open|due|unpaid))?|(?:all (?:of )?)?their (?:\w+ )?(?:invoices?|bills?|money|account|balance)|(?:them )?(?:what|everything|all|whatever)(?: that)? (?:they are|they're|is) (?:owed|due)|(?:them )?what we owe(?: them)?)$`,
)

const chooses =
  /^(?:both|all|each)\b|^(?:i mean|i meant|meaning|namely|just|only|the|that's|that is|it's|it is)\b.*\b(?:ones?|both|all|invoices?|bills?)\b/
const tellsOf = /\b(?:invoices?|bills?|billed|invoiced|charged)\b/

/** `Settle Harbor Print. I mean both, the 120 and the 75.50`: what else tells which of a payee's invoices. */
const withWhich = (plain: string, payee: string, { clauses }: Heard): string =>
  [
    plain,
    ...clauses
      .filter(
        (one) =>
          one.mood === 'plain' &&
          !isImperative(one) &&
          !/\b(?:inv|ord|bkg)-|\b(?:luma|atlas|birch)\b/.test(one.plain) &&
          [payee, null].includes(payeeIn(one.words)),
      )
      .flatMap((one) =>
        chooses.test(one.plain)
          ? one.plain
          : tellsOf.test(one.plain)
            ? (one.plain.match(/(?:\$ ?)?\d[\d.,]*\d/g) ?? [])
            : [],
      ),
  ].join(', ')

/** `Pay Harbor Print`: looks the open invoices up, then proposes the only one or asks which. */
export const payPayee: Intent = {
  name: 'pay payee',
  example: 'Pay Harbor Print',
  take(clause, heard, past) {
    const plain = clause.plain
      // `The Alder one, the smaller of the two`
      .replace(
        new RegExp(
          `^(\\w+) (?:the )?(.+?)(?: one)?,? (?:the )?${degree.source}(?: one| invoice| bill)?(?: of (?:the|those|these|their) (?:2|two|invoices|bills))?$`,
        ),
        (all, verb: string, whom: string, by: string) =>
          / of (?:the|those|these|their) (?:2|two)$/.test(all) && payeeIn(whom)
            ? `${verb} the ${by} one of ${whom}`
            : all,
      )
      .replace(
        /\b(ones?|invoices?|bills?) (?:out )?of (?:the|these|those|our) (?:2|two|both)\b/,
        '$1',
      )
      .replace(/ so (?:that )?(?:they|he|she|it|we|i)\b.*$/, '')
      .replace(
        /\b(?:(over|worth|of|for|at|about) (\d[\d,]*\.\d\d|\d{1,3},\d{3})|(over|worth|about) (\d[\d,]*\d)|(the|an?|their) (\d[\d,]*(?:\.\d\d)?)(?= (?:invoice|bill|one)\b))(?![\w.-])/,
        (_all, ...found: (string | undefined)[]) => {
          const [by, sum] = found.slice(0, 6).filter(Boolean)
          return `${by} $${sum}`
        },
      )
    const spokenOf = /\b(?:their|them|they)\b/.test(plain) ? payeeIn(heard.text) : null
    if (spokenOf && theirs.test(plain) && !payeeIn(plain))
      return lookUp(
        spokenOf,
        withWhich(
          all.test(plain) ? `pay all of ${spokenOf.toLowerCase()}` : plain,
          spokenOf,
          heard,
        ),
      )
    if (theirs.test(plain) && !meantPayee(past)) return lookUpAny
    const isTold = / (?:that|which) (?:came|arrived|was sent|we got|i got)\b/.test(plain)
    if (
      unnamed.test(isTold && !payeeIn(plain) ? plain.replace(/ (?:that|which) .*$/, '') : plain)
    ) {
      // `The guys of Alder are done, pay the smaller bill`
      const about = /\b(?:invoices?|bills?)\b/.test(plain) ? payeeIn(heard.text) : null
      return about ? lookUp(about, withWhich(plain, about, heard)) : lookUpAny
    }
    const amount = readAmounts(plain)
    const sumOnly = bySum.exec(amount.rest.replace(/ +/g, ' ').replace(left, '').trim())
    if (
      sumOnly &&
      amount.amounts.length > 0 &&
      !/\b(?:inv|ord|bkg)-/.test(amount.rest.replace(left, ''))
    )
      return lookUpSum(plain)
    const said = amount.rest
      .replace(/ +/g, ' ')
      .replace(left, '')
      .replace(
        /,? (?:for|of|over|worth|under|below|above|less than|more than|up to|at most|at least|in the amount of|at)?(?: the)?(?: amount of| sum of)? ?¤ ?/,
        ' ',
      )
      .trim()
    const part = everything.exec(said)?.[1] ?? owed.exec(said)?.[1] ?? ofPayee.exec(said)?.[1]
    const isOwing = everything.test(plain) || owed.test(plain)
    if (
      !part ||
      (!/^(?:pay|settle)\b/.test(plain) &&
        !isOwing &&
        !/\b(?:invoices?|bills?|balance|debts?|tab)\b/.test(plain))
    )
      return null
    const bare = part
      .replace(
        new RegExp(
          `^(?:the )?${degree.source}(?: one)?(?: invoice| bill)? (?:of|from|by)(?: the| these| those| their| our)?(?: 2| 3| two| three)? `,
        ),
        '',
      )
      .replace(new RegExp(`^(?:the )?${degree.source} (?=\\w)`), '')
      .replace(left, '')
      .replace(/^"|"$/g, '')
      .replace(/(?:'s?)? (?:stuff|things|people|folks|guys|team|lot)$/, '')
      .replace(new RegExp(`(?:'s?) ${degree.source}(?: one)?$`), '')
      .replace(/ (?:their|his|her|its)$/, '')
      .replace(/^(?:everything|all|every|each|both) (?:of |from |by )?/, '')
      // `The two from Harbor Print`
      .replace(/^(?:the )?(?:one|ones|[23]|two|three) (?:of|from|by) /, '')
      .replace(
        /(?:,? (?:all|both))?(?: (?:that|which|what) (?:is|are) (?:still )?(?:open|due|unpaid|outstanding))?$/,
        '',
      )
    const them = /^(?:them|him|her)$/.test(bare) ? meantPayee(past) : null
    const payee = them ?? described(bare) ?? asWritten(clause, bare)
    if (
      /^(?:it|that|this|these|those|everyone)\b|, /.test(bare) ||
      !looksLikeName(payee) ||
      /\d{3}|^\d+ |\$|\b(?:attention|respects|visit|compliment|back|me|tribute)\b/i.test(payee)
    )
      return null
    if (isLater(plain.replace(/\b(?:due|dated)\b.*$/, ''), past.now)) return { text: later(plain) }
    return lookUp(payee, withWhich(plain, payee, heard))
  },
}
