import type { Ruling } from '../policy.ts'
import type { Person, Role } from '../roles.ts'
import { isEnough } from './naive-rules.ts'

/** Who must say yes to one version, as a witness reads policy: also when somebody else edited it. */
export class Terms {
  readonly ruling: Ruling
  /** Whose arguments these are, if somebody else's than the requester's. */
  readonly editor: Person | undefined
  /** The role that may answer in anybody's place since the request was escalated. */
  escalated: Role | undefined
  readonly #requester: Person
  /** The member is asked about what somebody else made of this version, or of an earlier one. */
  readonly #owed: boolean

  constructor(requester: Person, ruling: Ruling, editor?: Person, owed = false) {
    this.#requester = requester
    this.ruling = ruling
    this.editor = editor
    this.#owed = owed
  }

  /** The terms of the next version. Facts that move, by nobody, leave it whose it was. */
  next(ruling: Ruling, material: boolean, by?: Person): Terms {
    const author = by ?? this.editor ?? this.#requester
    if (author.id === this.#requester.id) return new Terms(this.#requester, ruling)
    const { outcome, approvers } = ruling
    const asks = outcome === 'allow' || approvers.some(({ role }) => role === 'requester')
    return new Terms(this.#requester, ruling, author, this.#owed || material || asks)
  }

  /** Whether these people's yes is all that it takes. */
  met(people: readonly Person[]): boolean {
    const { ruling, editor, escalated } = this
    const places = ruling.approvers.map((slot) =>
      escalated === undefined || (slot.role === 'requester' && editor)
        ? slot
        : { ...slot, or: escalated },
    )
    if (this.#owed && !places.some(({ role }) => role === 'requester')) {
      places.push({ role: 'requester', count: 1 })
    }
    const terms = { approvers: places, requester: this.#requester, ...(editor && { editor }) }
    return isEnough(terms, people)
  }
}
