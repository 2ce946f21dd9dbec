import { z } from 'zod'
import {
  grant,
  type Grant,
  type GrantBody,
  meteredGrant,
  type MeteredGrant,
} from '../../domain/grants.ts'
import { get, post, send } from './api.ts'

/** The grants that this person gave or that stand for their own requests. Throws an ApiError. */
export const loadGrants = async (): Promise<MeteredGrant[]> =>
  (await get('/api/grants', z.object({ items: z.array(meteredGrant) }))).items

/** A yes in advance to more requests like this one. Throws an ApiError. */
export const giveGrant = (requestId: string, limits: GrantBody): Promise<Grant> =>
  post('/api/grants', { requestId, ...limits }, grant)

/** Takes a grant back; what it has allowed so far stays. Throws an ApiError. */
export const revokeGrant = (id: string): Promise<void> =>
  send('DELETE', `/api/grants/${encodeURIComponent(id)}`)
