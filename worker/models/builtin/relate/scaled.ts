import { toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { refund } from '../frames/refund.ts'
import { transfer } from '../frames/transfer.ts'
import { begin } from '../frames/frame.ts'
import { clauseOf } from '../hear/hear.ts'
import { withoutLead } from '../hear/pieces.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const factors: readonly [RegExp, (times: number) => number][] = [
  [/^(?:twice|double)$/, () => 2],
  [/^(?:triple)$/, () => 3],
  [/^half$/, () => 1 / 2],
  [/^a third$/, () => 1 / 3],
  [/^a quarter$/, () => 1 / 4],
  [/^\d+ times$/, (times) => times],
]
const factor = String.raw`(twice|double|triple|half|a third|a quarter|\d{1,2} times)(?: (?:of )?(?:(?:that|this)(?: amount| sum| much)?|it|as much|as many|the (?:same )?(?:amount|sum|money)|the same|what \p{L}+ (?:got|gets)))?`
/** `And twice that to Cobalt Courier`, and `Cobalt Courier gets twice as much`. */
const before = new RegExp(
  String.raw`^(?:(?:send|pay|give|refund|wire|transfer) )?${factor} (?:to|for|on) (.+)$`,
  'u',
)
const between = new RegExp(String.raw`^(?:send|pay|give|wire|transfer) (.+?) ${factor}$`, 'u')
const after = new RegExp(
  String.raw`^(.+?) (?:gets?|receives?|should get|should receive|is to get) ${factor}$`,
  'u',
)

const cents = (word: string, amount: number): number => {
  const found = factors.find(([form]) => form.test(word))
  return found ? Math.round(amount * found[1](Number.parseInt(word, 10))) : 0
}

/** `And $20 less to Harbor Print`. */
const differing =
  /^(?:(?:send|pay|give) )?\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks))? (less|more) (?:to|for|on) (.+)$/u

/** So many times what was asked for last, for somebody else: an order of its own. */
export const scaled: Intent = {
  name: 'so many times as much for another',
  respond(heard, past) {
    if (!speaksOfIt(heard, past)) return null
    const last = proposals(past.calls).findLast(({ input }) => typeof input.amount === 'number')
    const frame = [transfer, refund].find(({ tool }) => tool === last?.tool)
    if (!last || !frame) return null
    const plain = digits(
      withoutLead(heard.text)
        .toLowerCase()
        .replace(/^(?:now|then) /, ''),
    ).replace(/(?:,? (?:please|then|too|as well|thanks))+$/, '')
    const [, first, target] = before.exec(plain) ?? []
    const [, whom, second] = after.exec(plain) ?? between.exec(plain) ?? []
    const [, by = '', way, other] = differing.exec(plain) ?? []
    const word = first ?? second ?? way
    const to = target ?? whom ?? other
    if (!word || !to) return null
    // `Double that for the second`: one of those that wait, or whoever is meant by "it".
    if (
      /^(?:it|that|this|them|him|her|both|now|all)\b|^the (?:first|second|third|last|other)\b/.test(
        to,
      )
    )
      return null
    const stands = Number(last.input.amount)
    const counted = way
      ? stands + (toCents(by) ?? 0) * (way === 'less' ? -1 : 1)
      : cents(word, stands)
    if (counted <= 0) return null
    const sum = (counted / 100).toFixed(2)
    const order = /^(?:order )?(?:ord-)?(\d{4})$/.exec(to)?.[1]
    if (frame === refund)
      return order ? begin(refund, clauseOf(`refund $${sum} on ORD-${order}`), past) : null
    const written = heard.text.slice(heard.text.toLowerCase().indexOf(to)).slice(0, to.length)
    return begin(transfer, clauseOf(`send $${sum} to ${written}`), past)
  },
}
