import { z } from 'zod'
import { statuses } from '../../../domain/approval.ts'
import { lowerFirst, sentence } from './phrases.ts'

const name = z
  .union([z.string(), z.object({ name: z.string() }).transform((person) => person.name)])
  .nullish()

const outcome = z.object({
  status: z.enum(statuses),
  title: z.string(),
  requestId: z.string().nullish(),
  waitingFor: z.string().nullish(),
  reason: z.string().nullish(),
  /** Null when a rule decided. */
  decidedBy: name,
  error: z.string().nullish(),
  /** Who or what changed it: `Rob edited it after this was asked for`. */
  changed: z.string().nullish(),
  /** The call repeated an earlier one, and this is what became of that. */
  askedEarlier: z.boolean().optional(),
  receipt: z
    .object({
      title: z.string(),
      facts: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
    })
    .nullish(),
})

/** What became of a request, as a tool result or an event tells it. */
export type Outcome = z.infer<typeof outcome>

/** The outcome in this value, or null when it is something else (the result of a read). */
export const readOutcome = (value: unknown): Outcome | null => outcome.safeParse(value).data ?? null

/** What was done, with the invoice it was done for. */
function receiptLine({ receipt, title }: Outcome): string {
  if (!receipt) return lowerFirst(title)
  const invoice = receipt.facts.find((fact) => fact.label === 'Invoice')?.value
  const isNamed = !invoice || receipt.title.includes(invoice)
  return `${lowerFirst(receipt.title)}${isNamed ? '' : ` for ${invoice}`}`
}

/** `the requester` is the person we talk to. */
export const waitingFor = (whom: string): string => whom.replace('the requester', 'you')

const noReason = 'No reason was given.'

function denial({ reason, decidedBy, askedEarlier }: Outcome, what: string): string {
  if (!decidedBy) return `Not allowed: ${sentence(what)} ${reason ? sentence(reason) : ''}`.trim()
  const why = reason && reason !== noReason ? `The reason given: “${reason}”` : noReason
  return `${askedEarlier ? 'Already denied' : 'Denied'} by ${decidedBy}: ${sentence(what)} ${why}`
}

/** One or two plain sentences about it, saying only what it says itself. */
export function tellOutcome(told: Outcome): string {
  const { changed } = told
  if (!changed) return tell(told)
  const how = changed.replace(/^the member/, 'you').replace('this was asked for', 'you asked')
  return `${tell(told)} ${sentence(how.charAt(0).toUpperCase() + how.slice(1))}`
}

function tell(told: Outcome): string {
  const what = lowerFirst(told.title)
  switch (told.status) {
    case 'pending':
      return `${told.askedEarlier ? 'Already waiting' : 'Waiting'} for ${waitingFor(told.waitingFor ?? 'an answer')}: ${sentence(what)}`
    case 'approved':
    case 'executing':
      return `Approved, and being carried out: ${sentence(what)}`
    case 'succeeded':
      return `Done: ${sentence(receiptLine(told))}`
    case 'failed':
      return `This failed: ${sentence(what)} ${told.error ? sentence(told.error) : ''}`.trim()
    case 'unknown':
      return `It is not known yet whether this happened, and it is being checked: ${sentence(what)}`
    case 'denied':
      return denial(told, what)
    case 'expired':
      return `Nobody answered in time, so nothing was done: ${sentence(what)}`
    case 'withdrawn':
      return `Withdrawn, so nothing was done: ${sentence(what)}`
    case 'superseded':
      return `Replaced by a newer request: ${sentence(what)}`
    case 'undone':
      return `Undone: ${sentence(what)}`
  }
}
