import { evaluate, factsOf } from '../../domain/evaluate.ts'
import type { MeteredGrant } from '../../domain/grants.ts'
import type { Ruling } from '../../domain/policy.ts'
import type { Person } from '../../domain/roles.ts'
import type { Grants } from './grants.ts'
import type { PolicyVersions } from './policy-versions.ts'
import type { RequestIndex } from './request-index.ts'
import type { Reservations } from './reservations.ts'
import type { Judgement } from './stub.ts'

export type JudgeDeps = {
  policies: PolicyVersions
  grants: Grants
  reservations: Reservations
  index: RequestIndex
  /** A person as they are now, or null when there is no such account. */
  personById(id: string): Promise<Person | null>
}

/** A call, real or supposed. `except`: requests whose reservations do not count against it. */
type Considered = Pick<
  Judgement,
  'requester' | 'tool' | 'input' | 'amount' | 'now' | 'untrusted'
> & { except: readonly string[] }

/**
 * Asks the policy in force. Rules look at the amount together with all else of the requester's last 24
 * hours, grants at what is left of them, so both are read and reserved in one synchronous step: an
 * await between would let two calls each see the same room.
 */
export class Judge {
  readonly #deps: JudgeDeps

  constructor(deps: JudgeDeps) {
    this.#deps = deps
  }

  /** What policy says of a call, and in the same step the reservation of what it would take. */
  async judge(call: Judgement): Promise<Ruling> {
    const givers = await this.#givers(call)
    const { requestId, version, input, requester, amount = 0, now } = call
    const ruling = this.#consider({ ...call, except: this.#except(call) }, givers)
    if (ruling.outcome !== 'deny') {
      const grantId = ruling.grant ?? null
      const personId = requester.id
      this.#deps.reservations.lease({ requestId, version, input, personId, amount, grantId, now })
    }
    return ruling
  }

  /** What policy would say; nothing is reserved. */
  async suppose(call: Omit<Considered, 'except'>): Promise<Ruling> {
    const givers = await this.#givers(call)
    return this.#consider({ ...call, except: [] }, givers)
  }

  /** A grant is worth its giver's own yes: with the role that they have now, and none without account. */
  async #givers({
    requester,
    tool,
    now,
    untrusted,
  }: Omit<Considered, 'except'>): Promise<ReadonlyMap<string, Person>> {
    const open = untrusted ? [] : this.#deps.grants.open(requester.id, tool, now)
    const ids = [...new Set(open.map(({ by }) => by.id))]
    const people = await Promise.all(ids.map((id) => this.#deps.personById(id)))
    return new Map(people.flatMap((one) => (one ? [[one.id, one]] : [])))
  }

  #consider(call: Considered, givers: ReadonlyMap<string, Person>): Ruling {
    const { grants, policies, reservations } = this.#deps
    const { requester, tool, input, amount, now, untrusted, except } = call
    const metered = grants.open(requester.id, tool, now).flatMap((grant): MeteredGrant[] => {
      const by = givers.get(grant.by.id)
      return by ? [{ ...grants.metered(grant, now, except), by }] : []
    })
    const rolling =
      amount === undefined ? undefined : amount + reservations.rolling(requester.id, now, except)
    return evaluate(policies.current(), {
      tool,
      facts: factsOf(input, rolling),
      requester,
      grants: metered,
      amount,
      now,
      untrusted,
    })
  }

  /** The request itself, and one that it replaces, unless that is known to wait no more. */
  #except({ requestId, replaces }: Judgement): string[] {
    if (replaces === undefined) return [requestId]
    const status = this.#deps.index.statusOf(replaces)
    return status === null || status === 'pending' ? [requestId, replaces] : [requestId]
  }
}
