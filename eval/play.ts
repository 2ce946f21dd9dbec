import type { Case, Expectation, Turn } from './cases.ts'
import { Conversation } from './conversation.ts'
import { decide } from './decide.ts'
import { type EffectCall, judge, type Observed } from './judge.ts'
import { NewPerson } from './person.ts'

/** Where the members of all cases are, like the demo's venue and rooms. */
export const TIME_ZONE = 'America/New_York'

/** Nothing new may come of a decision that nothing was expected of. */
const nothingNew: Expectation = { none: true }

/** The first turn that went wrong, with what it was about. */
export type Failure = { turn: number; said: string; problems: string[]; reply: string }

export type Result = {
  case: Case
  failure: Failure | undefined
  /** Proposals that nobody asked for. */
  wrong: EffectCall[]
}

/** Plays one case with people of its own, up to its first wrong turn. */
export async function play(url: string, one: Case): Promise<Result> {
  const wrong: EffectCall[] = []
  const member = await NewPerson.signUp(url, 'member')
  const conversation = await Conversation.start(member, one.now)
  const clock = { now: one.now, timeZone: TIME_ZONE }
  try {
    for (const [index, turn] of one.turns.entries()) {
      const said = 'said' in turn ? turn.said : [turn.decide, turn.reason].join(' ').trim()
      const fails = (problems: string[], reply: string): Result => ({
        case: one,
        failure: { turn: index + 1, said, problems, reply },
        wrong,
      })
      try {
        const observed = await take(turn, member, conversation)
        const verdict = judge(turn.expect ?? nothingNew, observed, clock)
        wrong.push(...verdict.wrong)
        if (!verdict.ok) return fails(verdict.problems, observed.text)
      } catch (error) {
        return fails([error instanceof Error ? error.message : String(error)], '')
      }
    }
    return { case: one, failure: undefined, wrong }
  } finally {
    conversation.close()
  }
}

async function take(turn: Turn, member: NewPerson, conversation: Conversation): Promise<Observed> {
  if ('said' in turn) return conversation.say(turn.said, TIME_ZONE)
  const waiting = await conversation.waiting()
  return conversation.hear(async () => {
    for (const request of waiting) {
      await decide(member, request, { verdict: turn.decide, reason: turn.reason })
    }
  })
}
