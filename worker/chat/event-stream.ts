import type { UIMessageChunk } from 'ai'

const encoder = new TextEncoder()

/**
 * A reply as AIChatAgent reads it: server-sent events, each whole in its piece. The AI SDK's own way
 * there is nine streams one behind the other, and what a stream costs workerd for each chunk is dear
 * where everybody shares one thread; this is one. `failed` words what `tell` throws.
 */
export function eventStream(
  tell: (write: (chunk: UIMessageChunk) => void) => Promise<void>,
  failed: (error: unknown) => string,
): Response {
  let isOpen = true
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (data: string) => {
        // After Stop nobody reads on; what is still said goes nowhere.
        if (isOpen) controller.enqueue(encoder.encode(`data: ${data}\n\n`))
      }
      const write = (chunk: UIMessageChunk) => send(JSON.stringify(chunk))
      void tell(write)
        .catch((error: unknown) => write({ type: 'error', errorText: failed(error) }))
        .then(() => {
          send('[DONE]')
          if (isOpen) controller.close()
        })
    },
    cancel() {
      isOpen = false
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
