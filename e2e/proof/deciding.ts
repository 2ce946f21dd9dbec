import { z } from 'zod'
import { statuses, type Verdict } from '../../domain/approval.ts'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import { person } from '../../domain/roles.ts'
import type { Session } from '../attacks/session.ts'

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  decidedBy: person.optional(),
  decidedAt: z.iso.datetime().optional(),
  status: z.enum(statuses).optional(),
  rule: z.object({ id: z.string() }).optional(),
})
const answers = z.union([approvalRequest, z.object({ error: refusal })])

/** What the server said, or `gone` when it died before it said anything. */
export type Answer =
  | { kind: 'done'; request: ApprovalRequest }
  | { kind: 'refused'; status: number; error: z.infer<typeof refusal> }
  | { kind: 'gone' }

/**
 * Posts to a request. Every call has a connection of its own if it needs one, so that any number of
 * them reach the server at the same time.
 */
export async function post(
  who: Session,
  requestId: string,
  action: string,
  body: object,
): Promise<Answer> {
  const sent = {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: who.cookie },
    body: JSON.stringify(body),
  }
  let got: { status: number; text: string }
  try {
    const answer = await fetch(`${who.url}/api/approvals/${requestId}/${action}`, sent)
    got = { status: answer.status, text: await answer.text() }
  } catch {
    return { kind: 'gone' }
  }
  const said = answers.parse(JSON.parse(got.text))
  if (!('error' in said)) return { kind: 'done', request: said }
  return { kind: 'refused', status: got.status, error: said.error }
}

/** Decides on exactly this version of a request. */
export const decide = (
  who: Session,
  { id, version, digest }: Pick<ApprovalRequest, 'id' | 'version' | 'digest'>,
  verdict: Verdict,
): Promise<Answer> => post(who, id, 'decisions', { verdict, version, digest })
