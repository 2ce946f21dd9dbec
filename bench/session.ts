/** A person of the demo, signed in to Countersign over HTTP as a script would be. */
export class Session {
  readonly url: string
  readonly cookie: string

  private constructor(url: string, cookie: string) {
    this.url = url
    this.cookie = cookie
  }

  /** Signs in as a demo account, such as `member` or `auditor`. */
  static async signIn(url: string, account: string): Promise<Session> {
    const answer = await fetch(`${url}/api/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    })
    return Session.#from(url, answer, `Signing in as ${account}`)
  }

  /** A new member, made by the tests' build. */
  static async signUp(url: string): Promise<Session> {
    const answer = await fetch(`${url}/e2e/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'member' }),
    })
    return Session.#from(url, answer, 'Signing up')
  }

  static async #from(url: string, answer: Response, what: string): Promise<Session> {
    if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`)
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    return new Session(url, cookie.join('; '))
  }

  /** What a browser sends with this person's WebSocket. */
  get headers(): Record<string, string> {
    return { cookie: this.cookie, origin: this.url }
  }

  /** The same for Playwright's `addCookies`. */
  get cookies(): { name: string; value: string; url: string }[] {
    return this.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: this.url }
    })
  }

  fetch(path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  /** GET, or POST with a body. Throws with the server's sentence when the answer is an error. */
  async call<T>(path: string, body?: unknown): Promise<T> {
    const answer = await this.fetch(path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text || 'null')
  }
}
