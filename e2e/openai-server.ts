import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chatEvents, responsesEvents, type ScriptedTurn } from './openai-stream.ts'

/** What the provider was sent, as it came over the wire. */
export type RecordedRequest = {
  path: string
  authorization: string | undefined
  body: Record<string, unknown>
}

/** A turn, or one of the ways in which a provider lets one down. */
export type ScriptedAnswer =
  | ScriptedTurn
  /** Answers with this status and OpenAI's own error body. */
  | { error: keyof typeof failures }
  /** Says this much, then nothing more: the connection stays open until `cut` breaks it. */
  | { hangAfter: string }
  /** Says this much and hangs up, without saying that it is done. */
  | { endAfter: string }

export type Script = (request: RecordedRequest, index: number) => ScriptedAnswer

export type OpenAiServer = {
  /** For OPENAI_BASE_URL. */
  url: string
  requests: RecordedRequest[]
  /** Settles when the connection of a hanging answer is gone. */
  hungUp: Promise<void>
  /** Breaks the connection of every hanging answer, in the middle of its stream. */
  cut(): void
  close(): Promise<void>
}

type Failure = {
  status: number
  headers?: Record<string, string>
  body: { message: string; type: string; param: null; code: string | null }
}

const failure = (
  status: number,
  message: string,
  [type, code]: [string, string | null],
  headers?: Record<string, string>,
): Failure => ({
  status,
  body: { message, type, param: null, code },
  ...(headers && { headers }),
})

/** The provider's own answers: https://platform.openai.com/docs/guides/error-codes */
const failures = {
  401: failure(
    401,
    'Incorrect API key provided: sk-wrong. You can find your API key in your settings.',
    ['invalid_request_error', 'invalid_api_key'],
  ),
  403: failure(403, 'You are not allowed to sample from this model.', [
    'invalid_request_error',
    'permission_denied',
  ]),
  404: failure(404, 'The model `nothing` does not exist or you do not have access to it.', [
    'invalid_request_error',
    'model_not_found',
  ]),
  429: failure(
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    ['insufficient_quota', 'insufficient_quota'],
  ),
  busy: failure(
    429,
    'Rate limit reached for requests. Please try again in 20s.',
    ['requests', 'rate_limit_exceeded'],
    { 'retry-after': '20' },
  ),
  tooLong: failure(
    400,
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
    ['invalid_request_error', 'context_length_exceeded'],
  ),
  filtered: failure(400, 'The response was filtered due to the prompt triggering a policy.', [
    'invalid_request_error',
    'content_filter',
  ]),
  500: failure(500, 'The server had an error while processing your request. Sorry about that!', [
    'server_error',
    null,
  ]),
} as const

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return JSON.parse(text) as Record<string, unknown>
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const interfaces = { '/v1/responses': responsesEvents, '/v1/chat/completions': chatEvents }

/**
 * A provider on this machine that speaks OpenAI's two streaming interfaces, says what a script says
 * and records what it is sent. Port 0 takes a free one.
 */
export async function startOpenAiServer(script: Script, port = 0): Promise<OpenAiServer> {
  const requests: RecordedRequest[] = []
  const hanging = new Set<ServerResponse>()
  const hungUp = Promise.withResolvers<void>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const events = interfaces[path as keyof typeof interfaces]
    if (request.method !== 'POST' || !events) {
      json(response, 404, { error: { message: `Invalid URL (${request.method} ${path})` } })
      return
    }
    const recorded: RecordedRequest = {
      path,
      authorization: request.headers.authorization,
      body: await readBody(request),
    }
    const index = requests.push(recorded) - 1
    const scripted = script(recorded, index)
    if ('error' in scripted) {
      const { status, headers, body } = failures[scripted.error]
      for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value)
      json(response, status, { error: body })
      return
    }

    const hangs = 'hangAfter' in scripted
    const isPartial = hangs || 'endAfter' in scripted
    const turn: ScriptedTurn =
      'hangAfter' in scripted
        ? { text: scripted.hangAfter }
        : 'endAfter' in scripted
          ? { text: scripted.endAfter }
          : scripted
    const hangsBefore = /"(?:response\.output_text\.done|response\.completed|stop)"/
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    // Counted for each key, so that conversations side by side do not number each other's.
    const earlier = requests
      .slice(0, index)
      .filter(({ authorization }) => authorization === recorded.authorization)
    const name = { model: String(recorded.body.model), id: `t${earlier.length}` }
    for (const { event, data } of events(turn, name)) {
      const text = typeof data === 'string' ? data : JSON.stringify(data)
      if (isPartial && hangsBefore.test(text)) break
      response.write(`${event ? `event: ${event}\n` : ''}data: ${text}\n\n`)
    }
    if (!hangs) {
      response.end()
      return
    }
    hanging.add(response)
    response.once('close', () => {
      hanging.delete(response)
      hungUp.resolve()
    })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      json(response, 400, { error: { message: String(error) } }),
    )
  })
  const listening = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', listening.resolve)
  await listening.promise

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    hungUp: hungUp.promise,
    cut: () => hanging.forEach((response) => response.destroy()),
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}
