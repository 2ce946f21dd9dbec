import type { OutgoingHttpHeaders } from 'node:http'
import { person, type Person, type Role } from '../../domain/roles.ts'
import { exchange, type Got, handshake, told } from './http.ts'
import { Socket } from './socket.ts'

/** One session of one person, used as their scripts, their browser, or a thief of it would. */
export class Session {
  readonly url: string
  readonly person: Person
  readonly cookie: string
  /** What every request brings along; the session's cookie. */
  readonly #headers: Record<string, string>

  constructor(url: string, person: Person, cookie: string, headers: Record<string, string> = {}) {
    this.url = url
    this.person = person
    this.cookie = cookie
    this.#headers = { ...(cookie && { cookie }), ...headers }
  }

  /** A fresh account with this role, signed in. */
  static async signUp(url: string, role: Role, name?: string): Promise<Session> {
    const body = JSON.stringify({ role, ...(name !== undefined && { name }) })
    const got = success(await exchange(url, { method: 'POST', path: '/e2e/accounts', body }))
    return new Session(url, person.parse(JSON.parse(got.text)), cookieOf(got))
  }

  /** The same person on another device. */
  async again(): Promise<Session> {
    const path = `/e2e/accounts/${this.person.id}/sessions`
    const got = success(await exchange(this.url, { method: 'POST', path }))
    return new Session(this.url, this.person, cookieOf(got))
  }

  /** Gives the person another role, as whoever administers accounts would. */
  async become(role: Role): Promise<void> {
    await this.must('POST', `/e2e/accounts/${this.person.id}/role`, { role })
  }

  /** The same session with more headers, perhaps another cookie in the place of its own. */
  with(headers: Record<string, string>): Session {
    return new Session(this.url, this.person, headers.cookie ?? this.cookie, headers)
  }

  /** Text goes out as it is, everything else as JSON. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers: OutgoingHttpHeaders = {},
  ): Promise<Got> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    return exchange(this.url, {
      method,
      path,
      body: text,
      headers: {
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...this.#headers,
        ...headers,
      },
    })
  }

  get = (path: string): Promise<string> => this.send('GET', path).then(told)

  post = (path: string, body?: unknown): Promise<string> => this.send('POST', path, body).then(told)

  /** The body of an answer that must be a success. */
  async must(method: string, path: string, body?: unknown): Promise<unknown> {
    const { text } = success(await this.send(method, path, body))
    return text ? JSON.parse(text) : null
  }

  /** Whether a socket would open here: `101`, or how it was refused. */
  upgrade = (path: string): Promise<string> =>
    this.send('GET', path, undefined, handshake).then(told)

  open(path: string): Promise<Socket> {
    return Socket.open(`${this.url}${path}`, this.#headers)
  }
}

function success(got: Got): Got {
  if (got.status < 200 || got.status > 299) {
    throw new Error(`The set-up was refused: ${got.status} ${got.text}`)
  }
  return got
}

/** The session's cookie as the next request sends it. */
const cookieOf = ({ headers }: Got): string =>
  (headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '').join('; ')
