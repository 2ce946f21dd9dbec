import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { can } from '../../domain/roles.ts'
import { owns } from '../auth/directory.ts'
import type { Session } from '../auth/session.ts'
import { WORKSPACE } from '../env.ts'
import { PERSON_HEADER, SESSION_HEADER } from '../rpc.ts'
import { isLoopback } from './deployment.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { notAllowed, notFound, Refused } from './errors.ts'
import { relayed } from './relay.ts'
import { signedIn } from './session.ts'
import { chatPeer, deskPeer, isCurrent, noteSocket, stubOf, type Peer } from '../auth/sockets.ts'

/** The name that a client gives its socket, so that a reconnect is known to be the same one. */
const SOCKET_NAME = '_pk'

/**
 * What of an upgrade reaches an object: the handshake of RFC 6455, and who the edge says it is. An
 * allow-list, because the Agents SDK also reads start-up properties from headers, and a transport
 * from the query that calls methods and keeps the object in memory.
 */
function forwarded(request: Request, session: Session): Request {
  const headers = new Headers()
  for (const [name, value] of request.headers) {
    if (name === 'upgrade' || name === 'connection' || name.startsWith('sec-websocket-')) {
      headers.set(name, value)
    }
  }
  headers.set(PERSON_HEADER, encodeURIComponent(JSON.stringify(session.person)))
  headers.set(SESSION_HEADER, session.id)
  const url = new URL(request.url)
  const name = url.searchParams.get(SOCKET_NAME)
  url.search = name ? new URLSearchParams({ [SOCKET_NAME]: name }).toString() : ''
  return new Request(url, { method: 'GET', headers })
}

/** Opens the socket, unless the session ends or the role changes before it is open. */
async function open(c: EdgeContext, peer: Peer): Promise<Response> {
  const { session, person } = c.var
  const ended = new Refused(401, 'signed_out', 'Please sign in first.')
  if (!(await noteSocket(c.env.DB, session, peer))) throw ended
  const stub = stubOf(c.env, peer)
  const response = await stub.fetch(forwarded(c.req.raw, session))
  if (await isCurrent(c.env.DB, session)) {
    return isLoopback(new URL(c.req.url)) ? relayed(response) : response
  }
  await stub.disconnect({ personId: person.id, sessionId: session.id })
  throw ended
}

/** Everything but an upgrade is refused last, so that it learns no less than an upgrade would. */
const onlyUpgrades = createMiddleware<Edge>(async (c, next) => {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw notFound()
  await next()
})

const onlyOwner = createMiddleware<Edge>(async (c, next) => {
  const id = c.req.param('id') ?? ''
  if (!(await owns(c.env.DB, c.var.person.id, id))) throw notFound()
  await next()
})

const onlyReviewers = createMiddleware<Edge>(async (c, next) => {
  if (!can(c.var.person.role, 'review')) {
    throw notAllowed('Only reviewers and managers see what waits for others.')
  }
  await next()
})

/**
 * The only two ways to an object, upgrades alone: a conversation for its owner, the desk for whoever
 * may review. The Agents SDK's own HTTP routes (`/get-messages` and the like) stay out of reach.
 */
export const upgrades = new Hono<Edge>()
  .get('/chat-agent/:id', signedIn, onlyOwner, onlyUpgrades, (c) =>
    open(c, chatPeer(c.req.param('id'))),
  )
  .get(`/review-desk/${WORKSPACE}`, signedIn, onlyReviewers, onlyUpgrades, (c) => open(c, deskPeer))
