import type { Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Fact } from '../approvals/store.ts'
import { type Env, WORKSPACE } from '../env.ts'
import type { Desk } from '../rpc.ts'

/** A call that a host wants to make; policy rules on it. */
export type Judgement = {
  requestId: string
  /** The version that this would become; what it reserves takes the place of older versions'. */
  version: number
  requester: Person
  /** A request that this one would replace: its reservation does not count against this call. */
  replaces?: string
  /** The turn has read words of strangers: no grant and no rule allows without asking. */
  untrusted?: boolean
  tool: string
  input: Record<string, unknown>
  /** Minor units that would move; absent when no money does. */
  amount?: number
  /** Milliseconds since the epoch. */
  now: number
}

/** What a host hands over from its outbox: facts in order, and the newest state of what they touch. */
export type Delivery = { source: string; facts: Fact[]; requests: ApprovalRequest[] }

/** What hosts of approval requests ask of the desk. */
export interface DeskForHosts {
  /** What policy says of a call, and in the same step the reservation of what it would spend. */
  judge(call: Judgement): Promise<Ruling>
  /** Takes facts, each once; answers the number up to which it has them. */
  receive(delivery: Delivery): Promise<number>
}

/**
 * The desk as other objects see it. The cast narrows the RPC stub to its interface: the generated
 * type would name every member of the SDK's class.
 */
export const deskOf = (env: Env): Desk & DeskForHosts & Pick<Fetcher, 'fetch'> =>
  env.ReviewDesk.getByName(WORKSPACE) as unknown as Desk & DeskForHosts & Pick<Fetcher, 'fetch'>
