import type { Role } from '../domain/roles.ts'

/** Somebody with a fresh account, signed in over HTTP; only the tests' build makes such accounts. */
export class NewPerson {
  readonly url: string
  readonly #cookie: string

  private constructor(url: string, cookie: string) {
    this.url = url
    this.#cookie = cookie
  }

  static async signUp(url: string, role: Role): Promise<NewPerson> {
    const answer = await fetch(`${url}/e2e/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ role }),
    })
    if (!answer.ok) throw new Error(`A new ${role} could not be made: ${await answer.text()}`)
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    return new NewPerson(url, cookie.join('; '))
  }

  /** What goes with this person's WebSocket. */
  get headers(): Record<string, string> {
    return { cookie: this.#cookie, origin: this.url }
  }

  /** GET, or POST with a body. Throws with the server's sentence when the answer is an error. */
  async call<T>(path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text || 'null')
  }
}
