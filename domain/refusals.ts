import { type Approval, decisiveVote, type Status, type Vote } from './approval.ts'
import { approversInWords } from './quorum.ts'
import type { Person } from './roles.ts'

/** Why something was not done: a sentence for people, and what a script needs beside it. */
export type Refusal =
  | { code: 'not_allowed'; message: string; rule?: { id: string; reason: string } }
  | { code: 'stale'; message: string; version: number; digest: string }
  | { code: 'invalid'; message: string; field: string }
  | {
      code: 'already_decided'
      message: string
      decidedBy?: Person
      decidedAt?: number
      status: Status
    }

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** `22 Nov 2026, 14:03 UTC`, from milliseconds since the epoch. */
export const inUtc = (at: number): string => `${moment.format(at)} UTC`

const cleared = {
  rule: 'A rule allowed this',
  grant: 'A grant allowed this',
  expiry: 'Time ran out, and the rule allowed this',
}

/** Who ended the waiting, and what that did. */
function story(approval: Approval): { by?: Person; told: string } {
  const vote = decisiveVote(approval)
  const { closedBy, status, clearance, version } = approval
  switch (status) {
    case 'withdrawn':
      return { ...(closedBy && { by: closedBy }), told: 'withdrew this request' }
    case 'superseded':
      return { ...(closedBy && { by: closedBy }), told: 'replaced this request with a newer one' }
    case 'undone':
      return { ...(closedBy && { by: closedBy }), told: 'undid this request' }
    case 'denied':
      return vote ? { by: vote.by, told: 'denied this request' } : { told: 'A rule denied this' }
    case 'expired':
      return { told: 'This request expired' }
    case 'pending':
      return { told: 'This request still waits for an answer' }
    case 'approved':
    case 'executing':
    case 'succeeded':
    case 'failed':
    case 'unknown':
      // Some may have voted before a clearance took the place of the others.
      if (clearance?.version === version) return { told: cleared[clearance.by] }
      return { ...(vote && { by: vote.by }), told: 'approved this request' }
  }
}

/** The race is over: who ended it, how and when. While it is still open there is nobody to name. */
export function alreadyDecided(approval: Approval): Refusal {
  const { by, told } = story(approval)
  if (approval.status === 'pending') return notAllowed(`${told}; nothing was changed.`)
  const at = approval.decidedAt ?? decisiveVote(approval)?.at
  const when = at === undefined ? '' : ` on ${inUtc(at)}`
  return {
    code: 'already_decided',
    message: `${by ? `${by.name} ` : ''}${told}${when}; your answer changed nothing.`,
    status: approval.status,
    ...(by && { decidedBy: by }),
    ...(at !== undefined && { decidedAt: at }),
  }
}

/** Somebody says the opposite of what they said before, and others have yet to answer. */
export const alreadyAnswered = ({ status }: Approval, { by, at }: Vote): Refusal => ({
  code: 'already_decided',
  message: `You answered this request on ${inUtc(at)}; your new answer changed nothing.`,
  status,
  decidedBy: by,
  decidedAt: at,
})

/** Somebody answers what they are not asked about. */
export function notAsked(approval: Approval, voter: Person): Refusal {
  const wanted = approversInWords(approval.approvers)
  const message =
    voter.id === approval.editor?.id
      ? `You changed this request yourself; ${wanted} must answer it.`
      : voter.id === approval.requester.id
        ? `You asked for this yourself; ${wanted} must answer it.`
        : `This request needs ${wanted}; your role (${voter.role}) cannot answer it now.`
  return { code: 'not_allowed', message }
}

/** The person saw another version than the one that stands now: who changed it, and when. */
export function stale({ version, digest, change }: Approval): Refusal {
  const when = change ? ` on ${inUtc(Date.parse(change.at))}` : ''
  const what = change?.by ? `${change.by.name} changed this request` : 'This request changed'
  return {
    code: 'stale',
    message: `${what}${when}, after you opened it; look at it again before you answer.`,
    version,
    digest,
  }
}

export const notAllowed = (message: string): Refusal => ({ code: 'not_allowed', message })

export const invalid = (field: string, message: string): Refusal => ({
  code: 'invalid',
  field,
  message,
})
