import { z } from 'zod'
import { statuses } from '../../../../domain/approval.ts'
import { payeeIn } from '../facts/places.ts'
import { waitingFor } from '../outcome.ts'
import { count, list, lowerFirst, upperFirst } from '../phrases.ts'
import type { Intent, Teller } from '../plan.ts'

const vote = z.object({
  by: z.string(),
  verdict: z.enum(['approve', 'deny']),
  reason: z.string().nullish(),
})
const result = z.object({
  requests: z.array(
    z.object({
      title: z.string(),
      status: z.enum(statuses),
      needs: z.string().nullish(),
      reason: z.string().nullish(),
      votes: z.array(vote).default([]),
    }),
  ),
})
export type OwnRequest = z.infer<typeof result>['requests'][number]

/** The requests in a result of list_requests; none when it is something else. */
export const readRequests = (value: unknown): OwnRequest[] =>
  result.safeParse(value).data?.requests ?? []

/** `What is pending?`: the person's own requests. */
export const pending: Intent = {
  name: 'pending requests',
  example: 'What is pending?',
  hints: /\b(?:pending|requests?|asked|status|progress)\b/i,
  look: ({ plain }, { text }) =>
    !/\b(?:invoices?|bills?)\b|\binv-/.test(plain) &&
    // `What's open from Harbor Print?`: what is owed to them.
    !(/\b(?:open|outstanding|due)\b/.test(plain) && payeeIn(plain)) &&
    // `Don't pay anything, just tell me what's open`: what there is to pay.
    !(/\bopen\b/.test(plain) && /\bpay\b/i.test(text) && !/\brequests?\b/i.test(text)) &&
    /\bwhat(?:'s| has| have)? (?:became|become|happened|happens?) (?:of|to|with) (?:all )?(?:my|the|those) (?:\w+ )?requests?\b|\bhow are my (?:\w+ )?requests\b|\bwhere do my (?:\w+ )?requests\b|\bany news (?:on|about|of) (?:my|the) (?:\w+ )?requests?\b|\b(?:what|which|anything|any|list|show|is|are|see)\b.*\b(?:pending|still open requests?|in progress|outstanding requests?|(?:my|open|own) requests)\b|^(?:is|has|did|was) (?:it|that|this|everything)(?: all)?(?: been)? (?:gone |go |got |get |come )?(?:through|approved|decided|done|confirmed|answered|signed)\b|\bwhen (?:will|is) my\b.*\b(?:approved|decided|confirmed|paid|done)\b|\bstatus of (?:my|the|our)\b|\b(?:has|have|is|was|did) my\b.*\b(?:approved|decided|through|done|confirmed|gone|answered|status)\b|\bwho (?:needs|has|have|must|still has|will|is going|can|gets|should|do i need)(?: to)? (?:\w+ ){0,2}?(?:approve|confirm|decide|say yes|sign|agree|countersign|ok|okay)\b|\bwhat(?:'s| is| are)? (?:still |currently |now )?(?:waiting|outstanding|unanswered|undecided)(?: (?:now|at the moment|right now|here|currently|still|just now))*$|\b(?:which|what|list|show|see|are any|any) (?:of )?(?:my|the) requests\b|\bwhat(?:'s| is) (?:still )?open\b|^(?:pending|my requests|status)\W*$|\bwhat (?:did i ask for|have i asked for|am i waiting for)\b/i.test(
      plain,
    )
      ? { text: '', calls: [{ tool: 'list_requests', input: {} }] }
      : null,
}

export const tellRequests: Teller = {
  tool: 'list_requests',
  tell(value) {
    const waiting = readRequests(value).filter((one) => one.status === 'pending')
    const open = readRequests(value).filter((one) =>
      ['approved', 'executing', 'unknown'].includes(one.status),
    )
    if (waiting.length + open.length === 0) return { text: 'Nothing of yours is pending.' }
    const lines = [
      ...waiting.map((one) => `${one.title}, waiting for ${waitingFor(one.needs ?? 'an answer')}`),
      ...open.map((one) =>
        one.status === 'unknown'
          ? `${one.title}, approved; its outcome is being checked`
          : `${one.title}, approved and being carried out`,
      ),
    ]
    return {
      text: `${upperFirst(count(lines.length, 'request'))} of yours ${lines.length === 1 ? 'is' : 'are'} open:\n\n${list(lines)}`,
    }
  },
}

const denied = ({ title, votes, reason }: OwnRequest): string => {
  const no = votes.findLast((one) => one.verdict === 'deny')
  const why = no?.reason ?? reason
  const what = lowerFirst(title)
  if (!no) return why ? `Not allowed: ${what}. ${why}` : `A rule does not allow it: ${what}.`
  return `${no.by} denied this: ${what}. ${why ? `The reason given: “${why}”` : 'No reason was given.'}`
}

/** The newest denial among the person's requests, in words. */
export const newestDenial = (value: unknown): string => {
  const found = readRequests(value).find((one) => one.status === 'denied')
  return found ? denied(found) : 'None of your requests was denied.'
}
