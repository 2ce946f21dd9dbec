import { z } from 'zod'
import type { Session } from './session.ts'
import type { Stage } from './stage.ts'

export const HOUR = 3_600_000
const grant = z.object({ id: z.string() })
export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

/** Tries to give a grant from the stage's request; how that is answered. */
export const give = (who: Session, { request }: Stage, limits: object = {}) =>
  who.post('/api/grants', { requestId: request.id, uses: 5, endsAt: inHours(2), ...limits })

/** Gives one that must be given; its id. */
export const given = async (
  who: Session,
  { request }: Stage,
  limits: object = {},
): Promise<string> => {
  const body = { requestId: request.id, uses: 5, endsAt: inHours(2), ...limits }
  return grant.parse(await who.must('POST', '/api/grants', body)).id
}
