import { z } from 'zod'
import { changedFacts, nextTerms } from '../../domain/changes.ts'
import { canonicalJson } from '../../domain/digest.ts'
import type { Revision } from '../../domain/events.ts'
import { reasonOf } from '../../domain/issue.ts'
import type { Ruling } from '../../domain/policy.ts'
import { invalid, notAllowed, type Refusal } from '../../domain/refusals.ts'
import type { Person } from '../../domain/roles.ts'
import type { EffectTool, Proposal, ToolContext } from '../tools/tool.ts'
import { digestOfVersion } from './approvals.ts'
import type { Content, RequestRecord } from './record.ts'

/** A version as somebody would have it: described anew, before policy was asked. */
export type Draft = {
  proposal: Proposal
  input: Record<string, unknown>
  target: string
  /** Payee, amount, date or the like changed. */
  material: boolean
}

const record = z.record(z.string(), z.unknown())

/**
 * The edited call, described by its tool like any other. `wanted` holds the fields of the form; what the
 * tool does not let people change may be there only as it was.
 */
export async function draftOf(
  request: RequestRecord,
  tool: EffectTool<unknown> | null,
  wanted: Record<string, unknown>,
  context: ToolContext,
): Promise<Draft | Refusal> {
  if (!tool?.edit) {
    return notAllowed('This cannot be edited; deny it, or ask the assistant for something else.')
  }
  const { fields, material, input: inputOf } = tool.edit
  const names = Object.keys(fields.shape)
  const same = (name: string) =>
    canonicalJson(own(wanted, name)) === canonicalJson(own(request.input, name))
  const changed = Object.keys(wanted).filter((name) => !same(name))
  const fixed = changed.find((name) => !names.includes(name))
  if (fixed !== undefined) {
    return invalid(`input.${fixed}`, `\`${fixed}\` cannot be changed in this request.`)
  }
  if (changed.length === 0) return invalid('input', 'Change something first.')
  const form = fields
    .partial()
    .safeParse(Object.fromEntries(changed.map((name) => [name, wanted[name]])), reported)
  if (!form.success) return faulty(form.error)
  const merged = tool.arguments.safeParse({ ...request.input, ...form.data }, reported)
  if (!merged.success) return faulty(merged.error)
  const call = tool.input.safeParse(inputOf(merged.data), reported)
  if (!call.success) return faulty(call.error)
  const proposal = await tool.describe(call.data, context)
  if ('problem' in proposal) return invalid('input', proposal.problem)
  const input = record.parse(proposal.arguments)
  // What would run counts, not what was typed: another account may have come with the same payee.
  const differing = Object.keys({ ...request.input, ...input }).filter(
    (name) => canonicalJson(own(input, name)) !== canonicalJson(own(request.input, name)),
  )
  return {
    proposal,
    input,
    target: tool.target(call.data),
    material: differing.some((name) => material.includes(name) || !names.includes(name)),
  }
}

const reported = { reportInput: true } as const

/** What an object holds by itself: every object also has a `constructor`. */
const own = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  (Object.hasOwn(record, name) ? record[name] : null) ?? null

function faulty(error: z.ZodError): Refusal {
  const [issue] = error.issues
  const field = ['input', ...(issue?.path ?? [])].map(String).join('.')
  return invalid(field, issue ? reasonOf(issue, field) : 'This does not have the expected form.')
}

/** The next version of a request, once policy has ruled on its draft. */
export function revisionOf(
  request: RequestRecord,
  { proposal, input, target, material }: Draft,
  ruling: Ruling,
  now: number,
  editor?: Person,
): Omit<Revision, 'version'> {
  const { title, summary, risk, grantable } = proposal
  const version = request.version + 1
  const digest = digestOfVersion({ tool: request.tool, version, title, summary, input })
  const content: Content = {
    title,
    summary,
    input,
    risk,
    rule: ruling.rule,
    target,
    ...(grantable && { grantable }),
    change: {
      cause: editor ? 'edited' : 'moved',
      ...(editor && { by: editor }),
      at: new Date(now).toISOString(),
      fields: changedFacts(request.summary, summary),
    },
    requested: request.requested ?? request.input,
  }
  return { digest, content, ...nextTerms(request, ruling, now, { by: editor, material }) }
}
