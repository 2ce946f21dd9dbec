import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../domain/roles.ts'
import { tokenHash } from '../auth/invitations.ts'
import { changeRole } from '../testing/change-role.ts'
import { actor, call, cookieOf, errorOf, testEnv } from './testing.ts'

const DAY = 86_400_000
const password = 'a long enough password'

async function invite(token: string, email: string, role: Role, endsIn = DAY): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO invitation (token_hash, email, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?)`,
  )
    .bind(tokenHash(token), email, role, Date.now(), Date.now() + endsIn)
    .run()
}

const accept = (token: string, name = 'Ada') =>
  call('POST', '/api/invitations/accept', { body: { token, name, password } })

describe('without a session', () => {
  it.each([
    ['GET', '/api/me'],
    ['GET', '/api/conversations'],
    ['POST', '/api/conversations'],
    ['GET', '/api/approvals'],
    ['POST', '/api/approvals/c_abcdefgh_abcd/decisions'],
    ['GET', '/api/ledger'],
    ['POST', '/api/sign-out'],
    ['POST', '/api/demo/reset'],
    ['GET', '/api/no-such-thing'],
  ])('%s %s answers 401', async (method, path) => {
    const response = await call(method, path)
    expect(response.status).toBe(401)
    expect((await errorOf(response)).code).toBe('signed_out')
  })

  it('a made-up cookie is no session', async () => {
    const { cookie } = await actor('member')
    const [name, value = ''] = cookie.split('=')
    const forged = `${name}=${value.replace(/^.{6}/, 'aaaaaa')}`
    expect((await call('GET', '/api/me', { cookie: forged })).status).toBe(401)
  })
})

describe('an invitation', () => {
  it('makes one account with its role, signs in, and is spent', async () => {
    await invite('token-ada', 'ada@fernway.example', 'manager')
    const accepted = await accept('token-ada')
    expect(accepted.status).toBe(201)
    const me = await call('GET', '/api/me', { cookie: cookieOf(accepted) })
    expect(await me.json()).toMatchObject({ name: 'Ada', role: 'manager' })
    expect((await accept('token-ada', 'Eve')).status).toBe(404)
  })

  it('makes one account however many accept it at once', async () => {
    await invite('token-race', 'race@fernway.example', 'member')
    const replies = await Promise.all([1, 2, 3].map(() => accept('token-race')))
    expect(replies.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
  })

  it('that has ended, or never was, opens nothing', async () => {
    await invite('token-late', 'late@fernway.example', 'admin', -1)
    expect((await accept('token-late')).status).toBe(404)
    expect((await accept('no such token')).status).toBe(404)
  })

  it('for an address with an account changes nothing', async () => {
    await invite('token-1', 'twice@fernway.example', 'member')
    await invite('token-2', 'twice@fernway.example', 'admin')
    expect((await accept('token-1')).status).toBe(201)
    const second = await accept('token-2')
    expect([second.status, (await errorOf(second)).code]).toEqual([409, 'conflict'])
  })

  it('cannot choose its own role', async () => {
    await invite('token-role', 'role@fernway.example', 'member')
    const body = { token: 'token-role', name: 'Eve', password, role: 'admin' }
    const response = await call('POST', '/api/invitations/accept', { body })
    expect([response.status, (await errorOf(response)).field]).toEqual([422, 'role'])
  })
})

describe('signing in', () => {
  it('takes the right password alone, and signing out ends the session', async () => {
    await invite('token-in', 'in@fernway.example', 'reviewer')
    await accept('token-in', 'Ines')
    const wrong = { email: 'in@fernway.example', password: 'another long password' }
    expect((await call('POST', '/api/sign-in', { body: wrong })).status).toBe(401)
    const unknown = { email: 'nobody@fernway.example', password }
    expect((await call('POST', '/api/sign-in', { body: unknown })).status).toBe(401)

    const right = { email: 'In@Fernway.example', password }
    const signedIn = await call('POST', '/api/sign-in', { body: right })
    expect(await signedIn.json()).toMatchObject({ name: 'Ines', role: 'reviewer' })
    const cookie = cookieOf(signedIn)
    expect((await call('GET', '/api/me', { cookie })).status).toBe(200)
    expect((await call('POST', '/api/sign-out', { cookie })).status).toBe(204)
    expect((await call('GET', '/api/me', { cookie })).status).toBe(401)
  })

  it('sets a cookie that scripts cannot read, Secure on https', async () => {
    const body = { account: 'member' }
    const plain = await call('POST', '/api/demo/sign-in', { body })
    expect(plain.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/)
    const secure = await call('POST', '/api/demo/sign-in', { body, origin: 'https://localhost' })
    expect(secure.headers.get('set-cookie')).toMatch(/^__Secure-.*HttpOnly; Secure; SameSite=Lax$/)
  })

  it('has no demo accounts to offer with a password', async () => {
    const body = { email: 'member@fernway.example', password: '' }
    expect((await call('POST', '/api/sign-in', { body })).status).toBe(422)
    const guessed = { ...body, password: 'member' }
    expect((await call('POST', '/api/sign-in', { body: guessed })).status).toBe(401)
  })

  it('slows down whoever guesses', async () => {
    const headers = { 'cf-connecting-ip': '203.0.113.7' }
    const body = { email: 'x' }
    let refused: Response | undefined
    for (let attempt = 0; attempt < 70 && !refused; attempt += 1) {
      const response = await call('POST', '/api/sign-in', { body, headers })
      if (response.status === 429) refused = response
      else expect(response.status).toBe(422)
    }
    expect(await errorOf(refused!)).toMatchObject({ code: 'slow_down', retryAfter: 60 })
  })
})

describe('a role', () => {
  it('counts from the next request on', async () => {
    const auditor = await actor('auditor')
    expect((await auditor.get('/api/ledger')).status).toBe(200)
    await changeRole(testEnv, 'auditor', 'member')
    expect((await auditor.get('/api/ledger')).status).toBe(403)
    await changeRole(testEnv, 'auditor', 'auditor')
  })

  it.each([
    ['member', 403],
    ['reviewer', 403],
    ['manager', 200],
    ['auditor', 200],
    ['admin', 200],
  ])('%s reads the ledger: %i', async (account, status) => {
    expect((await (await actor(account)).get('/api/ledger')).status).toBe(status)
  })
})
