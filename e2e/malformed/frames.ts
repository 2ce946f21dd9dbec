import type { Dice } from '../../domain/testing/sequences.ts'
import { chatRequest, words } from '../attacks/chat-frames.ts'
import { ballotOf } from '../attacks/requests.ts'
import { mutated, spoilt } from './mutate.ts'
import { asText, randomBytes, randomText } from './odd.ts'
import type { World } from './world.ts'

/** A frame that nobody honest would send. */
export type Frame = {
  on: 'chat' | 'desk'
  data: string | Uint8Array
  /** Whether it must be answered with a refusal; what only stops or resumes a stream may pass. */
  refused: boolean
}

/** Frames as the app sends them, and as other clients of the SDK would. */
const valid: readonly ((world: World) => object)[] = [
  () => chatRequest({ trigger: 'submit-message', messages: [words('Pay invoice INV-1003')] }),
  () => chatRequest({ trigger: 'regenerate-message', messages: [] }),
  ({ waiting }) => ({
    type: 'countersign_decide',
    id: 'frame',
    requestId: waiting.id,
    ...ballotOf(waiting),
  }),
  ({ waiting }) => ({
    type: 'cf_agent_tool_approval',
    toolCallId: waiting.toolCallId,
    approved: true,
  }),
  ({ waiting }) => ({ type: 'cf_agent_tool_result', toolCallId: waiting.toolCallId, output: {} }),
  () => ({ type: 'cf_agent_chat_messages', messages: [words('Hello')] }),
  () => ({ type: 'cf_agent_state', state: { approved: true } }),
  () => ({ type: 'rpc', id: 'frame', method: 'wipe', args: [] }),
]

/** Those that a client may send, and that change nothing. */
const harmless: readonly object[] = [
  { type: 'cf_agent_chat_request_cancel', id: 'frame' },
  { type: 'cf_agent_stream_resume_request', probeId: 'frame' },
  { type: 'cf_agent_stream_resume_ack', id: 'frame' },
]

/** Longer than any frame may be. */
const MEGABYTE = 1_000_000

/** A turn whose body, JSON within JSON, is the malformed part. */
function withBody(dice: Dice): object {
  const body = { trigger: 'submit-message', messages: [words('Pay invoice INV-1003')] }
  const text = spoilt(dice, mutated(dice, body))
  return chatRequest({}, { body: typeof text === 'string' ? text : new TextDecoder().decode(text) })
}

function long(dice: Dice): string | Uint8Array {
  const length = dice.pick([70_000, 300_000, MEGABYTE])
  if (dice.once(4)) return new Uint8Array(length)
  const text = dice.once(2) ? 'x'.repeat(length) : '[{"a":'.repeat(length / 6)
  return dice.once(2) ? text : JSON.stringify(chatRequest({ messages: [words(text)] }))
}

export function malformedFrame(dice: Dice, world: World): Frame {
  const on = dice.once(6) ? 'desk' : 'chat'
  const refuse = (data: string | Uint8Array): Frame => ({ on, data, refused: true })
  if (dice.once(100)) return refuse(long(dice))
  switch (dice.roll(8)) {
    case 0:
      return refuse(randomBytes(dice, dice.roll(400)))
    case 1:
      return refuse(randomText(dice, dice.roll(400)).toWellFormed())
    case 2:
      return refuse(JSON.stringify(withBody(dice)))
    case 3: {
      const frame = mutated(dice, dice.pick(harmless))
      return { on, data: asText(dice, frame), refused: on === 'desk' }
    }
    default:
      return refuse(spoilt(dice, mutated(dice, dice.pick(valid)(world))))
  }
}
