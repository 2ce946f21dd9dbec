import type { UIMessage } from 'ai'
import { z } from 'zod'
import { readJson } from '../../domain/json.ts'
import { decisionFrame, limits, timeZone } from '../../domain/protocol.ts'
import type { Ballot } from '../../domain/machine.ts'

/** What the guard makes of one frame of a client. */
export type Admission =
  | { kind: 'pass'; frame: string }
  | { kind: 'submit'; requestId: string; message: UserMessage }
  | { kind: 'regenerate'; requestId: string }
  | { kind: 'decide'; frameId: string; requestId: string; ballot: Ballot }
  | { kind: 'refuse'; code: string; message: string; requestId?: string }

export type UserMessage = { id: string; text: string; timeZone?: string }

const id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z0-9_-]+$/)

/** The server's own rows begin with `event_`. */
const messageId = id.refine((text) => !text.startsWith('event_'))

const chatRequest = z.strictObject({
  type: z.literal('cf_agent_use_chat_request'),
  id,
  init: z.strictObject({ method: z.literal('POST'), body: z.string() }),
})

const submitBody = z.strictObject({
  trigger: z.literal('submit-message').optional(),
  timeZone: timeZone.optional(),
  messages: z.tuple([
    z.strictObject({
      id: messageId,
      role: z.literal('user'),
      parts: z.tuple([z.strictObject({ type: z.literal('text'), text: z.string() })]),
      metadata: z.unknown().optional(),
    }),
  ]),
})

const regenerateBody = z.strictObject({
  trigger: z.literal('regenerate-message'),
  timeZone: timeZone.optional(),
  messages: z.tuple([]),
})

/** Frames that only stop or resume reading a stream; rebuilt from what was parsed, nothing rides along. */
const harmless = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cf_agent_chat_request_cancel'), id }),
  z.object({ type: z.literal('cf_agent_stream_resume_request'), probeId: id.optional() }),
  z.object({ type: z.literal('cf_agent_stream_resume_ack'), id }),
])

const refuse = (code: string, message: string, requestId?: string): Admission => ({
  kind: 'refuse',
  code,
  message,
  ...(requestId !== undefined && { requestId }),
})

const parseJson = (text: string): unknown => {
  const read = readJson(text)
  return read.ok ? read.value : undefined
}

/**
 * The allow-list at the socket. Of all that the chat protocol knows, a client may submit one new
 * message of its own, ask for the last reply again, stop, and resume reading; and it may decide a
 * request as over HTTP, quoting version and digest. The SDK's approvals, tool
 * results, transcripts, clearing, state and calls are refused here, before the SDK sees them: with
 * the SDK's own handlers each of them lets a client forge what the server believes.
 */
export function admit(frame: unknown, isKnown: (messageId: string) => boolean): Admission {
  if (typeof frame !== 'string') return refuse('invalid', 'Only text frames are understood here.')
  if (frame.length > limits.bodyBytes) return refuse('invalid', tooLong)
  const parsed = parseJson(frame)
  const quiet = harmless.safeParse(parsed)
  if (quiet.success) return { kind: 'pass', frame: JSON.stringify(quiet.data) }

  const decision = decisionFrame.safeParse(parsed)
  if (decision.success) {
    const { type: _, id: frameId, requestId, reason, ...ballot } = decision.data
    return { kind: 'decide', frameId, requestId, ballot: { ...ballot, ...(reason && { reason }) } }
  }

  const request = chatRequest.safeParse(parsed)
  if (!request.success) {
    const type = z.object({ type: z.string().max(80) }).safeParse(parsed)
    return type.success && type.data.type !== 'cf_agent_use_chat_request'
      ? refuse('not_allowed', 'This connection does not take such a message; nothing was changed.')
      : refuse('invalid', 'This message could not be read; nothing was changed.')
  }
  const requestId = request.data.id
  const body = parseJson(request.data.init.body)

  const submit = submitBody.safeParse(body)
  if (submit.success) {
    const [message] = submit.data.messages
    const [{ text }] = message.parts
    if (!text.trim()) return refuse('invalid', 'Write a message first.', requestId)
    if (text.length > limits.messageCharacters) return refuse('invalid', tooLong, requestId)
    // A known id would let the new message take the place of an old one.
    if (isKnown(message.id)) {
      return refuse('invalid', 'This message was sent already; write it again.', requestId)
    }
    const zone = submit.data.timeZone
    return {
      kind: 'submit',
      requestId,
      message: { id: message.id, text, ...(zone !== undefined && { timeZone: zone }) },
    }
  }
  if (regenerateBody.safeParse(body).success) return { kind: 'regenerate', requestId }
  return refuse('invalid', 'This message could not be read; nothing was changed.', requestId)
}

const tooLong = `A message can have ${limits.messageCharacters.toLocaleString('en-US')} characters at most; please shorten it.`

/** The frame that the SDK is given for an admitted message: the server's transcript plus that message. */
export const sdkFrame = (
  requestId: string,
  trigger: string,
  messages: readonly UIMessage[],
): string =>
  JSON.stringify({
    type: 'cf_agent_use_chat_request',
    id: requestId,
    init: { method: 'POST', body: JSON.stringify({ trigger, messages }) },
  })
