import { connect } from 'node:net'
import type { Dice } from '../../domain/testing/sequences.ts'
import { randomBytes } from './odd.ts'

const crlf = '\r\n'
const request = (first: string, headers: readonly string[], body = ''): string =>
  [first, ...headers, '', body].join(crlf)

const HOST = `Host: localhost${crlf}Connection: close`
const POST = 'POST /api/conversations HTTP/1.1'
const GET = 'GET /api/me HTTP/1.1'
const upgrade = ['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket']

/** What is no HTTP, or only nearly: lengths that lie, lines that do not end, versions that never were. */
const broken: readonly string[] = [
  request(POST, [HOST, 'Content-Length: 50'], '{"a":1}'),
  request(POST, [HOST, 'Content-Length: 2'], '{"a":1}{"b":2}'),
  request(POST, [HOST, 'Content-Length: -5'], '{}'),
  request(POST, [HOST, 'Content-Length: abc'], '{}'),
  request(POST, [HOST, 'Content-Length: 2', 'Content-Length: 7'], '{"a":1}'),
  request(POST, [HOST, 'Content-Length: 2', 'Transfer-Encoding: chunked'], `0${crlf}${crlf}${GET}`),
  request(POST, [HOST, 'Transfer-Encoding: chunked'], `zz${crlf}{}`),
  request(POST, [HOST, 'Transfer-Encoding: chunked'], `ffffffffffffffff${crlf}{}`),
  request(POST, [HOST, 'Transfer-Encoding: identity'], '{}'),
  request(GET, []),
  request(GET, [HOST, 'Host: evil.example']),
  request(GET, [HOST, 'no colon here']),
  request(GET, [HOST, 'X-Null: a\0b']),
  request(GET, [HOST, `X-Long: ${'x'.repeat(40_000)}`]),
  request(GET, [HOST, ' folded: line']),
  request('GET /api/me HTTP/9.9', [HOST]),
  request('GET /api/me', []),
  request('get /api/me HTTP/1.1', [HOST]),
  request('FOO /api/me HTTP/1.1', [HOST]),
  request('GET api/me HTTP/1.1', [HOST]),
  request('GET http://evil.example/api/me HTTP/1.1', [HOST]),
  request('GET //evil.example/api/me HTTP/1.1', [HOST]),
  request('OPTIONS * HTTP/1.1', [HOST]),
  request('TRACE /api/me HTTP/1.1', [HOST]),
  request('GET /api/me?\x01 HTTP/1.1', [HOST]),
  request(`GET /api/${'x'.repeat(40_000)} HTTP/1.1`, [HOST]),
  request('GET /agents/chat-agent/x HTTP/1.1', upgrade),
  request('GET /agents/chat-agent/x HTTP/1.1', [
    ...upgrade,
    'Sec-WebSocket-Version: 12',
    'Sec-WebSocket-Key: no key',
  ]),
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00',
  '\r\n\r\n\r\n',
]

/** Bytes for a bare connection: one of those, perhaps cut short or followed by noise; or noise alone. */
export function malformedBytes(dice: Dice): Uint8Array {
  if (dice.once(6)) return randomBytes(dice, 1 + dice.roll(500))
  const bytes = new TextEncoder().encode(dice.pick(broken))
  if (dice.once(5)) return bytes.slice(0, 1 + dice.roll(bytes.length))
  return dice.once(5) ? new Uint8Array([...bytes, ...randomBytes(dice, 40)]) : bytes
}

/** In milliseconds of silence. */
const PATIENCE = 1_000

/** Writes them and gives whatever comes back until the server closes, or has had enough time. */
export function writeBytes(url: string, bytes: Uint8Array): Promise<string> {
  const { hostname: host, port } = new URL(url)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect({ host, port: Number(port) }, () => socket.write(bytes))
    const finish = () => {
      socket.destroy()
      resolve(Buffer.concat(chunks).toString('latin1'))
    }
    socket.setTimeout(PATIENCE, finish)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', finish)
    socket.on('close', finish)
  })
}
