import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http'
import { z } from 'zod'

/** One request, byte for byte as an attacker writes it: no browser or `fetch` tidies it up. */
export type Sent = {
  method?: string
  /** Goes out as it is: dot segments, encoded slashes and all. */
  path: string
  headers?: OutgoingHttpHeaders
  body?: string | Uint8Array | undefined
}

export type Got = { status: number; headers: IncomingHttpHeaders; text: string }

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

/** Asks for a WebSocket; the answer is a status all the same, 101 when it was opened. */
export const handshake = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
} as const

/** Sends it and gives the answer, whatever that is. Throws when there is none. */
export function exchange(url: string, what: Sent): Promise<Got> {
  const { method = 'GET', path, headers, body } = what
  const { hostname: host, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path, headers, agent }, (answer) =>
      resolve(read(answer)),
    )
    sent.on('upgrade', ({ statusCode = 0, headers: got }, socket) => {
      socket.destroy()
      resolve({ status: statusCode, headers: got, text: '' })
    })
    sent.on('error', (error) => {
      // Node's way with an idle connection that the server was just closing (http, `reusedSocket`).
      const isStale = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
      if (isStale) resolve(exchange(url, what))
      else reject(error)
    })
    sent.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<Got> {
  answer.setEncoding('utf8')
  const chunks: string[] = []
  for await (const chunk of answer) chunks.push(String(chunk))
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: chunks.join('') }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const reply = z
  .object({
    status: z.string().optional(),
    error: z.looseObject({ code: z.string(), field: z.string().optional() }).optional(),
  })
  .catch({})

/** The answer in short: `403 not_allowed`, `422 invalid version`, `200 pending`. */
export function told({ status, text }: Got): string {
  const { error, status: state } = reply.parse(parseJson(text))
  return [status, ...(error ? [error.code, error.field] : [state])].filter(Boolean).join(' ')
}
