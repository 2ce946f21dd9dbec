import { z } from 'zod'
import { approversInWords } from '../../domain/quorum.ts'
import { defineRead } from './tool.ts'

/** More would fill a prompt and help nobody. */
const NEWEST = 20

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
      requests: pendingFirst
        .slice(0, NEWEST)
        .map(({ id, title, status, requestedAt, approvers, votes, rule }) => ({
          id,
          title,
          status,
          requestedAt,
          needs: approversInWords(approvers),
          ...(status === 'denied' && votes.length === 0 && { reason: rule.reason }),
          votes: votes.map(({ by, verdict, reason }) => ({ by: by.name, verdict, reason })),
        })),
    }
  },
})
