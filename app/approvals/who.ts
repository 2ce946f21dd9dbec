import type { ApprovalRequest } from '../../domain/protocol.ts'
import { isAsked } from '../../domain/quorum.ts'
import { aRole, type Person } from '../../domain/roles.ts'

type Place = ApprovalRequest['approvers'][number]

/** `a`, `a and b`, `a, b and c`; with another word before the last if wanted. */
export const list = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `you` for the viewer, else the name. */
export const nameFor = (person: Person, viewer: Person): string =>
  person.id === viewer.id ? 'you' : person.name

/** The same where a sentence begins; a name stays as its owner writes it. */
export const nameFirst = (person: Person, viewer: Person): string =>
  person.id === viewer.id ? 'You' : person.name

/** `you`, `a reviewer`, `2 managers`, `a reviewer or a manager`: one place, as this viewer reads it. */
function placeInWords({ role, count, or }: Place, requester: Person, viewer: Person): string {
  const first =
    role === 'requester'
      ? nameFor(requester, viewer)
      : count === 1
        ? aRole(role)
        : `${count} ${role}s`
  return or ? `${first} or ${aRole(or)}` : first
}

/** Those who made this version, and so do not answer it for anybody else. */
export const authors = ({ requester, editor }: ApprovalRequest): Person[] =>
  editor && editor.id !== requester.id ? [requester, editor] : [requester]

/** Who may answer, as the value of a fact: `You`, `A reviewer, but not Member`. */
export function whoAnswers(request: ApprovalRequest, viewer: Person): string {
  const { approvers, requester } = request
  const who = list(
    approvers.map((slot, index) => {
      const words = placeInWords(slot, requester, viewer)
      const isName = slot.role === 'requester' && requester.id !== viewer.id
      return index === 0 && !isName ? capital(words) : words
    }),
  )
  if (approvers.every(({ role, or }) => role === 'requester' && !or)) return who
  const own = approvers.some(({ role }) => role === 'requester')
  const excluded = authors(request).filter(({ id }) => !own || id !== requester.id)
  if (excluded.length === 0) return who
  return `${who}, but not ${list(
    excluded.map((person) => nameFor(person, viewer)),
    'or',
  )}`
}

/** People who approved the current version. */
export const approversSoFar = (request: ApprovalRequest): Person[] =>
  request.votes
    .filter(({ version, verdict }) => version === request.version && verdict === 'approve')
    .map(({ by }) => by)

/** The places still to be filled after these approvals; the stricter place is filled first. */
function open(
  places: readonly Place[],
  voters: readonly Person[],
  request: ApprovalRequest,
): readonly Place[] {
  const [voter, ...rest] = voters
  if (!voter) return places
  const { requester, editor } = request
  const options = places.flatMap(({ or, ...slot }, index) =>
    isAsked({ approvers: [or ? { ...slot, or } : slot], requester, editor }, voter)
      ? [open(places.toSpliced(index, 1), rest, request)]
      : [],
  )
  return (
    options.toSorted((one, other) => one.length - other.length)[0] ?? open(places, rest, request)
  )
}

const strictness = ({ role }: Place): number => (role === 'reviewer' ? 1 : 0)

/** The places, one person each, that no approval of this version has filled yet. */
export function stillNeeded(request: ApprovalRequest): readonly Place[] {
  const places = request.approvers
    .flatMap((slot) => Array.from({ length: slot.count }, () => ({ ...slot, count: 1 })))
    .toSorted((one, other) => strictness(one) - strictness(other))
  return open(places, approversSoFar(request), request)
}

/** `a reviewer` or `you`: whom a pending request waits for now. */
export const whomItNeeds = (request: ApprovalRequest, viewer: Person): string =>
  list(stillNeeded(request).map((slot) => placeInWords(slot, request.requester, viewer)))

/** `Reviewer approved; a manager must approve too.`, or null when nobody has voted yet. */
export function votesSoFar(request: ApprovalRequest, viewer: Person): string | null {
  const given = approversSoFar(request)
  if (request.status !== 'pending' || given.length === 0) return null
  const names = given.map((person, index) =>
    index === 0 ? nameFirst(person, viewer) : nameFor(person, viewer),
  )
  return `${list(names)} approved; ${whomItNeeds(request, viewer)} must approve too.`
}

/** `Your yes to version 1 no longer counts.`, one sentence for each vote that a change voided. */
export const voidVotes = (request: ApprovalRequest, viewer: Person): string[] =>
  request.votes
    .filter(({ version }) => version < request.version)
    .map(({ by, verdict, version }) => {
      const whose = by.id === viewer.id ? 'Your' : `${by.name}’s`
      const what = verdict === 'approve' ? 'yes' : 'no'
      return `${whose} ${what} to version ${version} no longer counts.`
    })
