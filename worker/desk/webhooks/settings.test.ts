import { describe, expect, it } from 'vitest'
import { webhookSettings } from './settings.ts'

const set = {
  WEBHOOK_URL: 'https://hooks.example.com/in/token?x=1',
  WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  PUBLIC_URL: 'https://desk.example.com/somewhere/',
}

describe('the settings of webhooks', () => {
  it('connect an endpoint when all three are there', () => {
    expect(webhookSettings(set)).toMatchObject({
      state: 'connected',
      url: set.WEBHOOK_URL,
      host: 'hooks.example.com',
      origin: 'https://desk.example.com',
    })
  })

  it('are off when there are none, also when PUBLIC_URL is there for others', () => {
    expect(webhookSettings({})).toEqual({ state: 'off' })
    expect(webhookSettings({ PUBLIC_URL: set.PUBLIC_URL, WEBHOOK_URL: '' })).toEqual({
      state: 'off',
    })
  })

  it.each(['http://localhost:1/a', 'http://127.0.0.1:8080', 'http://[::1]:9/x'])(
    'may stay on this machine without https: %s',
    (WEBHOOK_URL) => expect(webhookSettings({ ...set, WEBHOOK_URL }).state).toBe('connected'),
  )

  it.each([
    [{ WEBHOOK_URL: 'http://hooks.example.com' }, 'https'],
    [{ WEBHOOK_URL: 'http://localhost.example.com' }, 'https'],
    [{ WEBHOOK_URL: 'http://localhost@example.com' }, 'https'],
    [{ WEBHOOK_URL: 'https://me:pass@example.com' }, 'password'],
    [{ WEBHOOK_URL: 'ftp://example.com' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_URL: 'nowhere' }, 'WEBHOOK_URL'],
    [{ WEBHOOK_URL: '' }, 'without WEBHOOK_URL'],
    [{ WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET beside it'],
    [{ WEBHOOK_SECRET: 'whsec_!' }, 'base64'],
    [{ WEBHOOK_SECRET: 'short' }, 'too short'],
    [{ WEBHOOK_SECRET: 'whsec_c2hvcnQ=' }, 'too short'],
    [{ PUBLIC_URL: '' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
  ])('that are faulty say so and never the secret: %o', (change, words) => {
    const settings = webhookSettings({ ...set, ...change })
    if (settings.state !== 'faulty') throw new Error(`It is ${settings.state}.`)
    expect(settings.problem).toContain(words)
    expect(settings.problem).not.toContain(set.WEBHOOK_SECRET)
  })
})
