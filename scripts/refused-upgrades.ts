import { request as send, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'

/**
 * Vite's Cloudflare plugin drops the connection when the Worker answers an upgrade with anything but
 * a socket, so that the other end would never learn why. This asks again without the upgrade, which
 * the Worker refuses for the same reason, and hands that answer on.
 */
export function refusedUpgrades(): Plugin {
  return {
    name: 'countersign:refused-upgrades',
    // Before the Cloudflare plugin listens for upgrades.
    enforce: 'pre',
    configureServer: watch,
    configurePreviewServer: watch,
  }
}

function watch({ httpServer }: ViteDevServer | PreviewServer): void {
  httpServer?.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    if (request.headers['sec-websocket-protocol']?.startsWith('vite')) return
    const before = socket.bytesWritten
    const destroy = socket.destroy.bind(socket)
    socket.destroy = (error) => {
      socket.destroy = destroy
      if (error || socket.errored || socket.destroyed || socket.bytesWritten > before) {
        return destroy(error)
      }
      explain(request, socket)
      return socket
    }
  })
}

const isHandshake = (header: string): boolean =>
  header === 'connection' || header === 'upgrade' || header.startsWith('sec-websocket-')

function explain(request: IncomingMessage, socket: Socket): void {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !isHandshake(name)),
  )
  const { localAddress: host, localPort: port } = socket
  const again = send({ host, port, path: request.url, headers, agent: false }, (answer) => {
    socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n`)
    socket.write(`Content-Type: ${answer.headers['content-type'] ?? 'text/plain'}\r\n`)
    socket.write('Connection: close\r\n\r\n')
    answer.pipe(socket)
  })
  again.on('error', () => socket.destroy())
  again.end()
}
