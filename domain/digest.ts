import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/**
 * RFC 8785 (JSON Canonicalization Scheme): one byte sequence for one JSON value, whatever the order
 * of its keys. Throws on values that JSON has no form for.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no JSON form.')
  return text
}

/**
 * SHA-256 over the canonical JSON of a value, as 64 hexadecimal digits. Synchronous on purpose:
 * awaiting WebCrypto inside a transaction lets two writers interleave.
 */
export const digestOf = (value: unknown): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))
