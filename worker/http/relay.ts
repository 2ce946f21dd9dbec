/** Codes that say how a connection ended and are never sent (RFC 6455, 7.4.1). */
const NO_STATUS = 1005
const unsendable = new Set([1006, 1015])

function closeAs(socket: WebSocket, { code, reason }: CloseEvent): void {
  if (code === NO_STATUS) socket.close()
  else if (unsendable.has(code)) socket.close(1011, 'The connection was lost.')
  else socket.close(code, reason)
}

function pipe(from: WebSocket, to: WebSocket): void {
  from.addEventListener('message', ({ data }) => {
    if (to.readyState === WebSocket.OPEN) to.send(data)
  })
  from.addEventListener('close', (event) => closeAs(to, event))
}

/**
 * The same socket, passed on frame by frame. A local workerd keeps the connection of a hibernatable
 * socket open for ten seconds after the object closed it; a relayed one ends at once. Deployed, the
 * platform does that by itself, and the object's own socket is handed out.
 */
export function relayed(response: Response): Response {
  const { webSocket: object } = response
  if (!object) return response
  const [client, edge] = Object.values(new WebSocketPair())
  if (!client || !edge) return response
  object.accept()
  edge.accept()
  pipe(object, edge)
  pipe(edge, object)
  return new Response(null, { status: 101, headers: response.headers, webSocket: client })
}
