import { env } from 'cloudflare:workers'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person, Role } from '../../domain/roles.ts'
import type { RequestFilter } from '../rpc.ts'
import type { ToolContext } from '../tools/tool.ts'

/** Sunday, 22 November 2026, at noon UTC. */
export const NOON = Date.UTC(2026, 10, 22, 12)

export const somebody = (id: string, role: Role = 'member'): Person => ({ id, name: id, role })

/** What a tool gets, with these requests as all that its actor may see. */
export const contextOf = (actor: Person, requests: ApprovalRequest[] = []): ToolContext => ({
  db: env.DB,
  actor,
  now: NOON,
  requests: async ({ status, mine }: RequestFilter) =>
    requests.filter(
      (request) =>
        (!status || request.status === status) && (!mine || request.requester.id === actor.id),
    ),
})
