import { z } from 'zod'
import { defineRead } from './tool.ts'

/** Changes nothing but the person's own request, as they could on its card, so nobody is asked. */
export const withdrawRequest = defineRead({
  kind: 'read',
  name: 'withdraw_request',
  description:
    "Withdraws one of the person's own requests of this conversation that still waits, when they say " +
    'that they no longer want it ("never mind"). To correct a request, call its tool again with `replaces`.',
  input: z.object({
    requestId: z
      .string()
      .max(100)
      .describe('Its `requestId` in the result of its call, or its `id` in list_requests'),
  }),

  inTheirName: true,

  run: async ({ requestId }, { withdraw }) =>
    (await withdraw?.(requestId)) ?? {
      problem: 'It can be withdrawn on its card only.',
    },
})
