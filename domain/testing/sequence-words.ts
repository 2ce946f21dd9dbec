import type { Ruling } from '../policy.ts'
import { approversInWords } from '../quorum.ts'
import type { Person } from '../roles.ts'
import type { Move, Sequence } from './sequences.ts'

const ruled = ({ outcome, approvers, onExpiry, grant }: Ruling): string =>
  outcome === 'ask'
    ? `policy asks ${approversInWords(approvers)}${onExpiry === 'approve' ? ' or silence' : ''}`
    : `policy says ${outcome}${grant === undefined ? '' : ' by a grant'}`

const called = ({ name, role }: Person): string => `${name} (${role})`

function moveInWords(move: Move): string {
  switch (move.do) {
    case 'vote':
      return `${called(move.by)} votes ${move.verdict} on ${move.saw}: "${move.reason}"`
    case 'edit': {
      const what = move.material ? 'what matters' : 'a little thing'
      return `${called(move.by)} edits ${what} of ${move.saw}; ${ruled(move.ruling)}`
    }
    case 'facts move':
      return `the facts move; ${ruled(move.ruling)}`
    case 'extend':
      return `${called(move.by)} extends it by ${move.later} ms`
    case 'wait':
      return `${move.ms} ms pass${move.alarm ? ' and the alarm rings' : ''}`
    case 'finish':
      return `the attempt ends: ${move.status}`
    case 'settle':
      return `${called(move.by)} settles it as ${move.outcome}: "${move.reason}"`
    case 'withdraw':
    case 'undo':
      return `${called(move.by)} would ${move.do} it`
    case 'supersede':
      return 'a newer request takes its place'
    case 'start':
      return 'the journal starts an attempt'
  }
}

/** The whole sequence for people who look for the bug. */
export const sequenceInWords = ({ requester, ruling, undoMs, moves }: Sequence): string =>
  [
    `${called(requester)} asks; ${ruled(ruling)}; timers ${JSON.stringify(ruling.timers)}` +
      `${ruling.reasonRequired ? '; with a reason' : ''}` +
      `${undoMs === undefined ? '' : `; ${undoMs} ms to undo it`}`,
    ...moves.map(moveInWords),
  ]
    .map((line, index) => `  ${index}. ${line}`)
    .join('\n')
