import type { Env } from '../../env.ts'
import { keyOf } from './signature.ts'

export type WebhookSettings =
  | { state: 'off' }
  /** Set, but not so that messages could leave; `problem` is one sentence for people. */
  | { state: 'faulty'; problem: string }
  | {
      state: 'connected'
      url: string
      /** Of the endpoint, to be shown: the rest of its address may be a secret. */
      host: string
      key: Uint8Array
      /** Where people open this server: deep links begin with it. No slash at its end. */
      origin: string
    }

/** The shortest key, in bytes. */
const SHORTEST = 8
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

const faulty = (problem: string): WebhookSettings => ({ state: 'faulty', problem })

/** What a message on the open network could tell others, and an address that is none. */
function addressFault(url: URL | null): string | null {
  if (!url || !/^https?:$/.test(url.protocol)) {
    return 'WEBHOOK_URL must be an https address, or an http address of this machine.'
  }
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) {
    return 'WEBHOOK_URL must be an https address: http is for receivers on this machine only.'
  }
  if (url.username || url.password) {
    return 'WEBHOOK_URL must not hold a password: the signature says who sends.'
  }
  return null
}

/** Where messages go and how they are signed, or why they cannot leave. */
export function webhookSettings(
  env: Pick<Env, 'WEBHOOK_URL' | 'WEBHOOK_SECRET' | 'PUBLIC_URL'>,
): WebhookSettings {
  const [address, secret, place] = [env.WEBHOOK_URL, env.WEBHOOK_SECRET, env.PUBLIC_URL].map(
    (value) => value?.trim() ?? '',
  ) as [string, string, string]
  if (!address) {
    return secret ? faulty('WEBHOOK_SECRET is set without WEBHOOK_URL.') : { state: 'off' }
  }
  const url = URL.parse(address)
  const fault = addressFault(url)
  if (fault !== null || !url) return faulty(fault ?? '')
  if (!secret) return faulty('WEBHOOK_URL needs WEBHOOK_SECRET beside it: messages are signed.')
  const key = keyOf(secret)
  if (!key) return faulty('WEBHOOK_SECRET must have base64 after whsec_.')
  if (key.length < SHORTEST) {
    return faulty(`WEBHOOK_SECRET is too short: it needs ${SHORTEST} bytes, better 32.`)
  }
  const home = URL.parse(place)
  if (!home || !/^https?:$/.test(home.protocol)) {
    return faulty('PUBLIC_URL must be the address at which people open this server.')
  }
  return { state: 'connected', url: url.href, host: url.host, key, origin: home.origin }
}
