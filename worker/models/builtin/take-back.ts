import type { Proposal } from './history.ts'
import type { ToolRequest } from './plan.ts'

/** The calls that take these requests back. */
export const takeBack = (some: readonly Proposal[]): ToolRequest[] =>
  some.map(({ outcome }) => ({
    tool: 'withdraw_request',
    input: { requestId: outcome.requestId ?? '' },
  }))
