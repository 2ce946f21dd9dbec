import type { Answer } from '../rpc.ts'
import { Refused } from './errors.ts'

type Failure = Extract<Answer<unknown>, { ok: false }>['error']

/** An object's refusal as people's scripts see it: the status, and times as ISO 8601. */
export function asRefused(error: Failure, rule?: { id: string; reason: string }): Refused {
  const { code, message, ...details } = error
  switch (error.code) {
    case 'not_allowed':
      return new Refused(403, code, message, rule && { rule })
    case 'not_found':
      return new Refused(404, code, message)
    case 'invalid':
      return new Refused(422, code, message, details)
    case 'stale':
    case 'conflict':
      return new Refused(409, code, message, details)
    case 'already_decided': {
      const { status, decidedBy, decidedAt } = error
      return new Refused(409, code, message, {
        status,
        ...(decidedBy && { decidedBy }),
        ...(decidedAt !== undefined && { decidedAt: new Date(decidedAt).toISOString() }),
      })
    }
  }
}

/** What an object answered, or its refusal thrown. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw asRefused(answer.error)
}
