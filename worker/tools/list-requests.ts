import { z } from 'zod'
import { approversInWords } from '../../domain/approval.ts'
import { defineRead } from './tool.ts'

export const listRequests = defineRead({
  kind: 'read',
  name: 'list_requests',
  description:
    "The person's own requests and what became of them, pending ones first. Use it for what is " +
    'pending, what was decided, by whom and why.',
  input: z.object({}),

  async run(_input, { requests }) {
    const own = await requests({ mine: true })
    const pendingFirst = own.toSorted(
      (one, other) => Number(other.status === 'pending') - Number(one.status === 'pending'),
    )
    return {
      requests: pendingFirst.map(({ id, title, status, requestedAt, approvers, votes }) => ({
        id,
        title,
        status,
        requestedAt,
        needs: approversInWords(approvers),
        votes: votes.map(({ by, verdict, reason }) => ({ by: by.name, verdict, reason })),
      })),
    }
  },
})
