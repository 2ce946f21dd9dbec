import { describe, expect, it } from 'vitest'
import { limits } from '../../domain/protocol.ts'
import staticHeaders from '../../public/_headers?raw'
import { securityHeaders } from './headers.ts'
import { actor, call, errorOf, ORIGIN, testEnv } from './testing.ts'

describe('origin', () => {
  it.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another port of this host', { origin: 'http://localhost:9999' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['another site, by fetch metadata', { 'sec-fetch-site': 'same-site' }, 403],
    ['this site', { origin: ORIGIN }, 201],
    ['a script without a browser', {}, 201],
  ])('a mutation from %s', async (_name, headers, status) => {
    const member = await actor('member')
    const response = await member.post('/api/conversations', {}, { headers })
    expect(response.status).toBe(status)
    if (status === 403) expect((await errorOf(response)).code).toBe('foreign_origin')
  })

  it('reading is left to the same-origin policy', async () => {
    const member = await actor('member')
    const headers = { origin: 'https://evil.example' }
    const response = await member.get('/api/me', { headers })
    expect(response.status).toBe(200)
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('a set-up that is not safe', () => {
  const { SESSION_SECRET: _, ...withoutSecret } = testEnv
  const { DEMO: __, ...withoutDemo } = testEnv

  it.each([
    ['the demo on a public host', testEnv, 'https://countersign.example'],
    ['the demo through a rebound name', testEnv, 'http://attacker.example:5173'],
    ['no SESSION_SECRET', withoutSecret, ORIGIN],
    ['a short SESSION_SECRET', { ...testEnv, SESSION_SECRET: 'short' }, ORIGIN],
    ['a deployment without AUDIT_KEY', withoutDemo, 'https://countersign.example'],
  ])('%s answers nothing but why', async (_name, env, origin) => {
    for (const path of ['/api/me', '/api/demo', '/agents/review-desk/main', '/']) {
      const response = await call('GET', path, { env, origin })
      expect([response.status, (await errorOf(response)).code]).toEqual([503, 'not_configured'])
    }
  })

  it.each(['http://127.0.0.1:5173', 'http://[::1]:5173', 'http://localhost:1'])(
    'the demo answers %s',
    async (origin) => {
      expect((await call('GET', '/api/demo', { origin })).status).toBe(200)
    },
  )
})

describe('bodies', () => {
  it.each([
    ['not JSON', '{"title":', 'body'],
    ['a list', '[]', 'body'],
    ['null', 'null', 'body'],
    ['nothing', '', 'title'],
    ['a wrong type', '{"title":7}', 'title'],
    ['only spaces', '{"title":"  "}', 'title'],
    ['too long', JSON.stringify({ title: 'x'.repeat(limits.titleCharacters + 1) }), 'title'],
    ['more than it should', '{"title":"x","owner_id":"admin"}', 'owner_id'],
    ['far too much', JSON.stringify({ title: 'x'.repeat(100_000) }), 'body'],
  ])('%s: one sentence that names the field', async (_name, body, field) => {
    const member = await actor('member')
    const response = await member.send('PATCH', '/api/conversations/whatever', { body })
    const error = await errorOf(response)
    expect([response.status, error.code, error.field]).toEqual([422, 'invalid', field])
    expect(error.message).toMatch(/^[^\n]{10,160}\.$/)
  })

  it('a long body without a length is read no further than the limit', async () => {
    const member = await actor('member')
    const piece = new TextEncoder().encode('x'.repeat(16_384))
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += piece.length
        controller.enqueue(piece)
      },
    })
    const response = await member.post('/api/conversations', undefined, { stream: body })
    expect(response.status).toBe(422)
    expect(sent).toBeLessThan(limits.bodyBytes * 4)
  })

  it.each([
    ['without a length', {}],
    ['with one', { 'content-length': '50' }],
  ])('one that breaks off, %s, is the sender’s fault', async (_name, headers) => {
    const member = await actor('member')
    const stream = new ReadableStream({
      pull: (controller) => controller.error(new Error('invalid HTTP chunk size')),
    })
    const response = await member.post('/api/conversations', undefined, { stream, headers })
    expect([response.status, (await errorOf(response)).code]).toEqual([400, 'unreadable'])
  })
})

describe('headers', () => {
  it('are on every answer, errors included, and answers are not kept', async () => {
    const responses = await Promise.all([
      call('GET', '/api/demo'),
      call('GET', '/api/me'),
      call('GET', '/api/demo', { origin: 'http://evil.example' }),
    ])
    for (const { headers } of responses) {
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      for (const [name, value] of Object.entries(securityHeaders)) {
        expect(headers.get(name)).toBe(value)
      }
    }
    expect(responses[1]?.headers.get('cache-control')).toBe('no-store')
  })

  it('are the same on static files', () => {
    const forAll = staticHeaders.split('\n\n')[0]?.split('\n  ').slice(1)
    expect(forAll).toEqual(Object.entries(securityHeaders).map((pair) => pair.join(': ')))
  })
})
