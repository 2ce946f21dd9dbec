import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { webhookMessage, type WebhookMessage } from '../domain/webhook.ts'

/** `silence`: the connection stays open and nothing is ever answered. */
type Reply = number | 'silence'

export type Arrival = { message: WebhookMessage; verified: boolean; answered: Reply }

/** What it means to check a signature, as a receiver would who knows the specification only. */
function isGenuine(headers: IncomingMessage['headers'], body: string, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = headers
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest()
  return String(given)
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice('v1,'.length), 'base64'))
    .some((mac) => mac.length === expected.length && timingSafeEqual(mac, expected))
}

/** A company's own system on this machine: what reaches it by webhook, and how it answers. */
export class WebhookReceiver {
  readonly arrivals: Arrival[] = []
  readonly secret: string
  readonly #server = createServer((request, response) => void this.#take(request, response))
  #replyTo: (message: WebhookMessage, earlier: number) => Reply = () => 200

  private constructor(secret: string) {
    this.secret = secret
  }

  static async start(secret: string): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(secret)
    const listening = Promise.withResolvers<void>()
    receiver.#server.listen(0, '127.0.0.1', listening.resolve)
    await listening.promise
    return receiver
  }

  /** For WEBHOOK_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`
  }

  /** From now on; `earlier` counts how often this very message came before. */
  answers(reply: (message: WebhookMessage, earlier: number) => Reply): void {
    this.#replyTo = reply
  }

  /** What came about this request, in the order in which it came. */
  about(requestId: string): Arrival[] {
    return this.arrivals.filter(({ message }) => message.request.id === requestId)
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    const message = webhookMessage.parse(JSON.parse(body))
    const earlier = this.arrivals.filter((arrival) => arrival.message.id === message.id).length
    const answered = this.#replyTo(message, earlier)
    const verified =
      isGenuine(request.headers, body, this.secret) && request.headers['webhook-id'] === message.id
    this.arrivals.push({ message, verified, answered })
    if (answered !== 'silence') response.writeHead(answered).end()
  }

  async close(): Promise<void> {
    const closed = Promise.withResolvers<void>()
    this.#server.close(() => closed.resolve())
    this.#server.closeAllConnections()
    await closed.promise
  }
}
