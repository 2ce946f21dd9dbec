import { z } from 'zod'
import { own } from '../elsewhere.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { piecesOf } from '../hear/pieces.ts'
import { proposals, type Proposal } from '../history.ts'
import { isEffect } from '../../../tools/index.ts'
import type { Intent, Past } from '../plan.ts'
import { together } from '../together.ts'
import { inPlace } from '../which.ts'
import { speaksOfIt } from './speaks.ts'

const withdrawn = z.object({ requestId: z.string() })

/** What was taken back last, and nothing was asked for since. */
function takenBack(past: Past): Proposal[] {
  const calls = past.calls.filter(({ tool }) => tool === 'withdraw_request' || isEffect(tool))
  const from = calls.findLastIndex(({ tool }) => tool !== 'withdraw_request')
  const ids = new Set(
    calls.slice(from + 1).flatMap(({ input }) => withdrawn.safeParse(input).data?.requestId ?? []),
  )
  return proposals(past.calls).filter(
    ({ outcome }) => outcome.status === 'withdrawn' && ids.has(outcome.requestId ?? ''),
  )
}

const it = String.raw`(?: (?:it|that|this|them|one|those|these|for (?:it|that)|with (?:it|that|them)))?`
const generic = String.raw`(?:go ahead|do|ask|proceed|carry on|bring|put|need|want|keep|take)`
const all = /\b(?:both|all|everything|the two|all of them|them all|them|those)\b/i
const nth = /^(?:the )?(first|second|third|last)(?: one)?$/i
const order: Record<string, number> = { first: 0, second: 1, third: 2, last: -1 }
const again = /\bafter all\b|\banyway\b/i

/** Whether a piece says that it is wanted after all: `do pay it`, `both after all`, `pay it anyway`. */
function isWanted(piece: string, isAgain: boolean, { tool }: Proposal): boolean {
  const said = piece.toLowerCase().replace(/,? (?:after all|anyway|again|now)$/, '')
  const verb = own[tool]?.source.replace(/^\^|\\b$/g, '') ?? generic
  const doing = new RegExp(
    `^(?:(?:please|we|i|still|then|you can|let's|let us) )*(do )?(?:please )?(?:${verb}|${generic})${it}(?: back)?(?: too| as well)?$`,
  )
  const found = doing.exec(said)
  return (
    (found !== null && (isAgain || found[1] !== undefined)) ||
    (isAgain && (/^(?:yes|it|that|this)?$/.test(said) || all.test(said) || nth.test(said)))
  )
}

/** `No wait, do pay it`, `ok both after all`: what was just taken back is asked for once more. */
export const afterAll: Intent = {
  name: 'after all',
  respond(heard, past) {
    const gone = takenBack(past)
    const [one] = gone
    if (!one || !speaksOfIt(heard, past)) return null
    // A piece stands without the words that end it.
    const isAgain = again.test(heard.text)
    const pieces = piecesOf(heard.text)
    const said = pieces.find((piece) => isWanted(piece, isAgain, one))
    if (!said || pieces.some((piece) => piece !== said && /\d|\bnot\b|n't\b/.test(piece)))
      return null
    const place = nth.exec(said.replace(again, '').trim())?.[1]?.toLowerCase()
    const alike = inPlace(
      proposals(past.calls).filter(
        ({ tool, outcome }) =>
          tool === one.tool && ['pending', 'withdrawn'].includes(outcome.status),
      ),
      past,
    )
    const meant = place ? [alike.at(order[place] ?? 0)] : gone
    const plans = meant.flatMap((each) => {
      const frame = each && frameOf(each.tool)
      return frame && each.outcome.status === 'withdrawn'
        ? [propose(frame, slotsOf(frame, each.input))]
        : []
    })
    return plans.length > 0 ? together(plans, () => ({ text: '' })) : null
  },
}
