import { createMiddleware } from 'hono/factory'
import type { Edge } from './edge.ts'
import { Refused } from './errors.ts'

/** Changes nothing, by the rules of HTTP (RFC 9110, 9.2.1), and opens no socket. */
const isSafe = (method: string, path: string): boolean =>
  (method === 'GET' || method === 'HEAD') && !path.startsWith('/agents/')

/**
 * Refuses what another site's page sends with a person's cookie: mutations and upgrades whose Origin
 * is not ours. Browsers name the origin on both; where it is absent, it is a script of the person's
 * own, unless the browser's fetch metadata says otherwise.
 */
export const ownOrigin = createMiddleware<Edge>(async (c, next) => {
  const { headers, method, url } = c.req.raw
  if (isSafe(method, c.req.path)) return next()
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const foreign =
    origin === null ? site === 'cross-site' || site === 'same-site' : !isOwn(origin, url)
  if (foreign) {
    throw new Refused(403, 'foreign_origin', 'Requests from other sites are not accepted here.')
  }
  return next()
})

/** `url` of an upgrade may say ws: where its page says http:. */
function isOwn(origin: string, url: string): boolean {
  const own = new URL(url)
  return origin === `${own.protocol.replace(/^ws/, 'http')}//${own.host}`
}
