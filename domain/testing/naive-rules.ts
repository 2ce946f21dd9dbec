import type { Approver } from '../approval.ts'
import type { Person, Role } from '../roles.ts'

/**
 * The rules of approval as somebody would read them aloud, by trying everything: slow, plain, and
 * written without the code that they judge.
 */
export type Terms = {
  approvers: readonly Approver[]
  requester: Person
  /** Who made this version, if not the requester. */
  editor?: Person
}

const holds = (person: Person, role: Role): boolean =>
  person.role === role || (person.role === 'manager' && role === 'reviewer')

/** Whether this place is meant for this person. */
function fits({ role, or }: Approver, { requester, editor }: Terms, person: Person): boolean {
  const askedForIt = person.id === requester.id
  if (askedForIt) return role === 'requester'
  if (person.id === editor?.id) return false
  if (or !== undefined && holds(person, or)) return true
  return role !== 'requester' && holds(person, role)
}

/** How many places these people fill at best, each one place: every way to seat them is tried. */
export function seatsFilled(terms: Terms, people: readonly Person[]): number {
  const places = terms.approvers.flatMap((slot) => Array.from({ length: slot.count }, () => slot))
  const best = (index: number, free: readonly Person[]): number => {
    const place = places[index]
    if (!place || free.length === 0) return 0
    let most = best(index + 1, free)
    for (const person of free) {
      if (!fits(place, terms, person)) continue
      const others = free.filter((each) => each !== person)
      most = Math.max(most, 1 + best(index + 1, others))
    }
    return most
  }
  return best(0, people)
}

/** Whether these people’s yes is enough. */
export function isEnough(terms: Terms, people: readonly Person[]): boolean {
  const wanted = terms.approvers.reduce((sum, { count }) => sum + count, 0)
  return wanted > 0 && seatsFilled(terms, people) === wanted
}
