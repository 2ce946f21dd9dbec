import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const PREFIX = 'whsec_'

/**
 * The key that a secret stands for: `whsec_` and base64, as Standard Webhooks writes keys, or any other
 * text as its UTF-8 bytes. Null when what follows `whsec_` is no base64.
 */
export function keyOf(secret: string): Uint8Array | null {
  if (!secret.startsWith(PREFIX)) return utf8ToBytes(secret)
  const text = secret.slice(PREFIX.length)
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/**
 * The headers that prove who sent this body and when (Standard Webhooks 1.0.0, symmetric scheme):
 * HMAC-SHA256 over `id.timestamp.body`. Neither id nor timestamp may contain a full stop.
 * @param at milliseconds since the epoch: the moment of this attempt
 */
export function signedHeaders(
  key: Uint8Array,
  id: string,
  at: number,
  body: string,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at / 1000))
  const mac = hmac(sha256, key, utf8ToBytes(`${id}.${timestamp}.${body}`))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...mac))}`,
  }
}
