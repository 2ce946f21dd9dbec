import { z } from 'zod'
import { approversInWords } from '../../domain/quorum.ts'
import { waitsFor } from '../../domain/waiting.ts'
import { defineRead } from './tool.ts'

export const listWaiting = defineRead({
  kind: 'read',
  name: 'list_waiting',
  description:
    'Requests of anybody that wait for the decision of the person you talk to. The person sees a ' +
    'card with buttons for each and decides there; you cannot decide for them.',
  input: z.object({}),

  async run(_input, { actor, requests }) {
    const pending = await requests({ status: 'pending' })
    return {
      requests: pending
        .filter((request) => waitsFor(request, actor))
        .map(({ id, title, requester, requestedAt, approvers }) => ({
          id,
          title,
          requester: requester.name,
          requestedAt,
          needs: approversInWords(approvers),
        })),
    }
  },
})
