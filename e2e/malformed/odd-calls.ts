import type { Dice } from '../../domain/testing/sequences.ts'
import { chatRequest, words } from '../attacks/chat-frames.ts'
import { ballotOf } from '../attacks/requests.ts'
import type { Call } from './calls.ts'
import type { Frame } from './frames.ts'
import { asText, oddText, oddValue } from './odd.ts'
import type { Talker, World } from './world.ts'

type Make = (dice: Dice, world: World) => Omit<Call, 'body'> & { body: object }

/**
 * Calls of the right form with odd values in them, so that these reach the places behind the schemas.
 * None can change what the world looks at: they are refused for other reasons, or only talk.
 */
const makes: readonly Make[] = [
  (dice, { talkers }) => {
    const { session, conversation } = dice.pick(talkers)
    const path = `/api/conversations/${conversation}/messages`
    return { as: session, method: 'POST', path, body: { text: oddText(dice) }, mayWork: true }
  },
  (dice, { talkers }) => {
    const { session, conversation } = dice.pick(talkers)
    const path = `/api/conversations/${conversation}`
    return { as: session, method: 'PATCH', path, body: { title: oddText(dice) }, mayWork: true }
  },
  // Somebody who is not asked decides, with a reason.
  (dice, { owner, waiting }) => ({
    as: owner,
    method: 'POST',
    path: `/api/approvals/${waiting.id}/decisions`,
    body: { ...ballotOf(waiting), reason: oddText(dice) },
  }),
  // The member edits to a payee that nobody knows.
  (dice, { owner, waiting: { id, version, digest } }) => ({
    as: owner,
    method: 'POST',
    path: `/api/approvals/${id}/edits`,
    body: {
      version,
      digest,
      input: {
        memo: oddText(dice),
        ...(dice.once(2) && { [oddText(dice)]: oddValue(dice) }),
        payee: `Nobody ${oddText(dice)}`,
      },
    },
  }),
  (dice, { owner }) => ({
    as: owner,
    method: 'POST',
    path: '/api/policy/try',
    body: {
      tool: oddText(dice),
      input: { [oddText(dice)]: oddValue(dice), amount: oddValue(dice) },
    },
    mayWork: true,
  }),
  // A change of the policy whose rules are no rules.
  (dice, { people, policy }) => ({
    as: dice.pick(people),
    method: 'PUT',
    path: '/api/policy',
    headers: { 'if-match': `"${policy.version}"` },
    body: { ...policy, rules: [oddValue(dice)], [oddText(dice)]: oddValue(dice) },
  }),
]

export function oddCall(dice: Dice, world: World): Call {
  const call = dice.pick(makes)(dice, world)
  return {
    ...call,
    headers: { 'content-type': 'application/json', ...call.headers },
    body: asText(dice, call.body),
  }
}

/** Odd words in a frame of the right form: the assistant answers them, or the guard says why not. */
export function oddWords(dice: Dice, { talkers }: World): Frame & { by: Talker } {
  const data = JSON.stringify(chatRequest({ messages: [words(oddText(dice))] }))
  return { on: 'chat', data, refused: false, by: dice.pick(talkers) }
}
