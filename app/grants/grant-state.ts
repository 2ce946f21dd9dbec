import type { MeteredGrant } from '../../domain/grants.ts'

/** Whether a grant still allows anything. `now` in milliseconds. */
export const isOpen = (grant: MeteredGrant, now: number): boolean => endOf(grant, now) === null

/** Why a grant allows nothing any more; null while it does. `now` in milliseconds. */
export function endOf(
  { revokedAt, endsAt, used, uses, spent, spendCap }: MeteredGrant,
  now: number,
): 'revoked' | 'ended' | 'used up' | null {
  if (revokedAt) return 'revoked'
  if (Date.parse(endsAt) <= now) return 'ended'
  if (used >= uses || (spendCap !== undefined && spent >= spendCap)) return 'used up'
  return null
}
