import { z } from 'zod'
import { action } from '../../domain/catalogue.ts'
import { type Policy, policyDocument, ruling, type Ruling } from '../../domain/policy.ts'
import type { Fault } from '../../domain/policy-faults.ts'
import { ApiError, get, post, put } from '../lib/api.ts'

/** The policy in force. Throws an ApiError. */
export const loadPolicy = (): Promise<Policy> => get('/api/policy', policyDocument)

const actions = z.object({ items: z.array(action) })

/** What rules can speak of. Throws an ApiError. */
export const loadActions = async () => (await get('/api/policy/actions', actions)).items

/** A call that somebody imagines; `amount` in minor units. */
export type Imagined = { tool: string; input: Record<string, unknown>; amount?: number }

/** What would happen to it now. Throws an ApiError. */
export const tryCall = (call: Imagined): Promise<Ruling> => post('/api/policy/try', call, ruling)

const proposed = z.object({ requestId: z.string() })

/** Proposes a document in place of the version that it was made from; gives the request's id. */
export const proposePolicy = async (document: unknown, base: number): Promise<string> =>
  (await put('/api/policy', document, `"${base}"`, proposed)).requestId

const faults = z.array(
  z.object({ place: z.string(), rule: z.string().exactOptional(), reason: z.string() }),
)

/** The faults that a refusal tells of, none if it is about something else. */
export const faultsIn = (error: unknown): Fault[] =>
  error instanceof ApiError ? (faults.safeParse(error.details.faults).data ?? []) : []
