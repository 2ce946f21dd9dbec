import { createMiddleware } from 'hono/factory'
import type { Edge } from './edge.ts'

/**
 * `style-src-attr`: highlighted code carries style attributes; style elements and sheets from
 * elsewhere stay refused. `connect-src 'self'` includes our own WebSockets (CSP 3, 6.7.2.8).
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** On every answer; static files get the same ones from `public/_headers`. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Browsers heed it on https only (RFC 6797, 8.1).
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
}

export const guarded = createMiddleware<Edge>(async (c, next) => {
  await next()
  // The answer to an upgrade is a socket; its headers cannot be changed.
  if (c.res.status === 101) return
  for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value)
})

/** Answers of the API are about a person and a moment. */
export const uncached = createMiddleware<Edge>(async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
})
