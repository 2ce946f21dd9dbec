import { piecesOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { waiting } from '../intents/never-mind.ts'
import { takeBack } from '../take-back.ts'
import { pointed } from '../which.ts'
import { speaksOfIt } from './speaks.ts'

const asking = String.raw`(?:ask|(?:double[- ])?check(?: (?:it|this|that))?(?: back)? with|check|talk (?:(?:it|this|that) over with|(?:about (?:it|that) )?(?:to|with))|speak (?:to|with)|(?:call|ring|phone)(?! an? | for )|consult|discuss(?: (?:it|that|this))?(?: with)?|clarify|clear (?:it|that|this) (?:up )?with|run (?:it|that|this) (?:by|past)|hear (?:from|what)|look into|think about|sleep on|confirm (?:it|that|this)? ?with|verify|make sure)`
const will = String.raw`(?:i'll|i will|i'd|i'd rather|i would rather|we'll|we will|let me|let us|let's|i want to|we want to|i need to|we need to|i have to|we have to|i must|we must|i should|we should|i'd better|better|i'm going to|i'd like to)`
const first = new RegExp(String.raw`^${will} (?:just |better |quickly )*${asking}\b.*\bfirst$`, 'i')
/** Whoever is to decide is only told of it. */
const approving = /\b(?:to )?(?:approve|confirm it|sign|decide|hurry|release|let it through)\b/i
/** `I'll talk to them`: of somebody else's booking, that is instead of cancelling it. */
const withThem = new RegExp(
  String.raw`^${will} (?:just |better )*(?:talk to|talk with|speak to|speak with|ask|check with|clear it with) (?:them|him|her|the (?:other )?\p{L}+)$`,
  'iu',
)

/** What is taken back or kept in so many words is heard elsewhere. */
const takes =
  /\b(?:take|withdraw|cancel|drop|pull|scrap|forget) .*\b(?:back|it|that|both|them|all)\b|^(?:leave|keep|skip|only|without|not)\b|\bthe (?:first|second|third|last|other)\b/i
/** `Hold off on the catering`: one of several, by name. */
const holdsOne =
  /^(?:hold|wait|hold off|hold back|pause|stop) (?:off )?(?:on |with )?(?:the|that) (?!moment|whole|lot|payments?\b|requests?\b)\w+/i
const waits =
  /^(?:(?:let's|let us|i'll|we'll|i'd|we should|better|i|we|rather) )*(?:wait|hold off) (?:with|on) (?:it|that|this|both|them|all|these|those|all of (?:them|it))(?: (?:a bit|a while|for now|for a bit|for the moment))?$/i

/** `I'll ask IT about it first`: what was asked for last is held back. */
export const firstThings: Intent = {
  name: 'first things first',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (!last || !isOpen(last) || !speaksOfIt(heard, past)) return null
    if (!past.can('withdraw_request')) return null
    const pieces = piecesOf(heard.text)
    if (pieces.some((piece) => takes.test(piece) || holdsOne.test(piece))) return null
    if (pieces.length === 1 && waits.test(pieces[0] ?? '')) {
      const all = /\b(?:both|all|them|these|those)\b/i.test(heard.text)
      return { text: '', calls: takeBack(all ? (pointed(heard.plain, past) ?? [last]) : [last]) }
    }
    const isHeld = pieces.some(
      (piece) =>
        (first.test(piece) || (last.tool === 'cancel_booking' && withThem.test(piece))) &&
        !approving.test(piece),
    )
    return isHeld && pieces.every((piece) => !/\d/.test(piece))
      ? { text: '', calls: takeBack(waiting(past)) }
      : null
  },
}
