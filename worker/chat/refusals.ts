import { createUIMessageStreamResponse } from 'ai'

/** Sentences of the guard that need more than the frame to be said. */
export const refusals = {
  tooFast: {
    code: 'slow_down',
    message: 'That was a lot of messages in a minute; wait a moment and send it again.',
  },
  sentAlready: {
    code: 'invalid',
    message: 'This message was sent already; write it again.',
  },
  replyStays: {
    code: 'conflict',
    message: 'This reply led to a request, so it stays; write what you want instead.',
  },
  decidedTooFast: {
    code: 'slow_down',
    message: 'You have decided a great deal just now; please wait a minute and try again.',
  },
} as const

/** A reply that is only an error: the client shows the sentence with Retry, nothing is stored. */
export const failedReply = (problem: string): Response =>
  createUIMessageStreamResponse({
    stream: new ReadableStream({
      start(controller) {
        controller.enqueue({ type: 'error', errorText: problem })
        controller.close()
      },
    }),
  })
