import { isEffect } from '../../tools/index.ts'
import { isImperative } from './gist/wish.ts'
import { hear, type Clause, type Heard } from './hear/hear.ts'
import { piecesOf } from './hear/pieces.ts'
import { isRemark } from './hear/remark.ts'
import type { Plan } from './plan.ts'

const asksForSomething = ({ calls = [], hear: question }: Plan): boolean =>
  calls.length > 0 || question !== undefined

const onlyTakesBack = ({ calls = [] }: Plan): boolean =>
  calls.length > 0 && calls.every(({ tool }) => tool === 'withdraw_request')

const isOrdered = (one: Clause): boolean => one.isCourteous || isImperative(one)
const hasEffect = ({ calls = [] }: Plan): boolean => calls.some(({ tool }) => isEffect(tool))

/**
 * `Right, the visiting cards. Pay it please`: what one piece of a message asks for, where the whole says
 * nothing to us and the other pieces only tell why. Nothing of what is conditional, told or asked is taken
 * apart, and beside a "not" only what takes something back.
 */
export function piecewise(heard: Heard, understand: (said: Heard) => Plan | null): Plan | null {
  const isApart = heard.clauses.every(
    ({ mood, asks, isCourteous }) =>
      (!asks || isCourteous) && (mood === 'plain' || mood === 'negated'),
  )
  if (!isApart || heard.mails.length > 0 || heard.text.length > 200 || isRemark(heard.written))
    return null
  const pieces = piecesOf(heard.text)
  if (pieces.length === 1 && pieces[0] === heard.text) return null
  const isHeldBack = /\b(?:not|never|nothing|nobody|no one)\b|n't\b/i.test(heard.text)
  const plans = pieces.flatMap((piece) => {
    const said = hear(piece)
    const plan = understand(said)
    if (!plan || !asksForSomething(plan)) return []
    if (onlyTakesBack(plan)) return [plan]
    return isHeldBack || (hasEffect(plan) && !said.clauses.some(isOrdered)) ? [] : [plan]
  })
  const withEffect = plans.filter(hasEffect)
  const [only, ...more] = withEffect.length > 0 ? withEffect : plans
  return only && more.length === 0 ? only : null
}
