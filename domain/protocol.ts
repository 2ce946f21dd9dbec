import { z } from 'zod'
import { statuses } from './approval.ts'
import { condition } from './condition.ts'
import { fact, receipt } from './receipt.ts'
import { person, role } from './roles.ts'

/** Limits of what a person may send. */
export const limits = {
  messageCharacters: 8_000,
  reasonCharacters: 1_000,
  titleCharacters: 120,
  bodyBytes: 64 * 1024,
} as const

const timestamp = z.iso.datetime()

const vote = z.object({
  by: person,
  verdict: z.enum(['approve', 'deny']),
  reason: z.string().optional(),
  at: timestamp,
  version: z.int(),
})

const effect = z.object({
  status: z.enum(['pending', 'executing', 'succeeded', 'failed', 'unknown']),
  key: z.string(),
  attempts: z.int(),
  /** When the next attempt is due. */
  nextAt: timestamp.optional(),
  receipt: receipt.optional(),
  error: z.string().optional(),
  /** A manager's word on an outcome that nobody could find out. */
  settled: z.object({ by: person, reason: z.string(), at: timestamp }).optional(),
})

/** A JSON Schema object (draft 2020-12), as zod writes it. */
export const jsonSchema = z.record(z.string(), z.unknown())
export type JsonSchema = z.infer<typeof jsonSchema>

/** What a version changed of the one before. */
export const change = z.object({
  cause: z.enum(['edited', 'moved']),
  by: person.optional(),
  at: timestamp,
  fields: z.array(
    z.object({ label: z.string(), before: z.string().optional(), after: z.string().optional() }),
  ),
})
export type Change = z.infer<typeof change>

/** An approval request as every client sees it. Times are ISO 8601, money is minor units. */
export const approvalRequest = z.object({
  id: z.string(),
  kind: z.enum(['tool', 'workflow', 'elicitation', 'change', 'external']),
  status: z.enum(statuses),
  version: z.int(),
  digest: z.string(),
  conversationId: z.string().optional(),
  toolCallId: z.string().optional(),
  tool: z.string(),
  /** One sentence: what will happen. Computed on the server, frozen with the version. */
  title: z.string(),
  summary: z.array(fact),
  input: z.record(z.string(), z.unknown()),
  risk: z.enum(['low', 'medium', 'high']),
  rule: z.object({ id: z.string(), reason: z.string(), policyVersion: z.int() }),
  model: z.object({ id: z.string(), promptVersion: z.string() }),
  requester: person,
  /** Who made this version by editing; they count as a requester of it. */
  editor: person.optional(),
  /** `or`: the role that may answer in their place, since escalation. */
  approvers: z.array(
    z.object({
      role: z.union([role, z.literal('requester')]),
      count: z.int(),
      or: role.exactOptional(),
    }),
  ),
  reasonRequired: z.boolean().optional(),
  votes: z.array(vote),
  /** A yes or no that is no person's. */
  clearance: z
    .object({ by: z.enum(['rule', 'grant', 'expiry']), id: z.string(), at: timestamp })
    .optional(),
  requestedAt: timestamp,
  remindAt: timestamp.optional(),
  remindedAt: timestamp.optional(),
  escalateAt: timestamp.optional(),
  escalateTo: role.optional(),
  escalatedAt: timestamp.optional(),
  expiresAt: timestamp.optional(),
  /** `approve`: expiry counts as a yes, for capped actions that can be undone. */
  onExpiry: z.enum(['deny', 'approve']).optional(),
  decidedAt: timestamp.optional(),
  /** Until when an approved effect can be undone; it waits for this moment. */
  undoUntil: timestamp.optional(),
  /** Who withdrew, replaced or undid it. */
  closedBy: person.optional(),
  /** The request that took this one's place. */
  replacedBy: z.string().optional(),
  change: change.optional(),
  /** The input of version 1, once a later version stands. */
  requested: z.record(z.string(), z.unknown()).optional(),
  /** The fields that may be edited while it waits, as a form's schema. */
  editable: jsonSchema.optional(),
  /** What a grant from this request would cover, as conditions on the arguments. */
  grantable: z.array(condition).optional(),
  effect: effect.optional(),
  /** Reviewers who have opened the conversation's excerpt, so that the requester knows. */
  sharedWith: z.array(z.object({ name: z.string(), at: timestamp })).optional(),
})
export type ApprovalRequest = z.infer<typeof approvalRequest>

export const me = z.object({ id: z.string(), name: z.string(), role })
export type Me = z.infer<typeof me>

/** Every error of the API; details (`version`, `decidedBy`, `retryAfter`, `field`) stand beside. */
export const apiError = z.object({
  error: z.looseObject({ code: z.string(), message: z.string() }),
})
export type ApiError = z.infer<typeof apiError>

export const decisionBody = z.strictObject({
  verdict: z.enum(['approve', 'deny']),
  version: z.int().positive(),
  digest: z.string().length(64),
  reason: z.string().max(limits.reasonCharacters).optional(),
})

const seen = { version: z.int().positive(), digest: z.string().length(64) }

export const editBody = z.strictObject({ ...seen, input: z.record(z.string(), z.unknown()) })
export const extendBody = z.strictObject({ expiresAt: z.iso.datetime({ offset: true }) })
export const settleBody = z.strictObject({
  outcome: z.enum(['succeeded', 'failed']),
  reason: z.string().trim().min(1).max(limits.reasonCharacters),
})

/** A decision over the conversation's own socket, answered with the same `id`. */
export const decisionFrame = decisionBody.extend({
  type: z.literal('countersign_decide'),
  id: z.string().min(1).max(80),
  requestId: z.string().max(120),
})

/** What became of such a decision: the request at commit, or the refusal that HTTP would give. */
export const answerFrame = z.object({
  type: z.literal('countersign_answer'),
  id: z.string(),
  answer: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: approvalRequest }),
    z.object({
      ok: z.literal(false),
      error: z.looseObject({ code: z.string(), message: z.string() }),
    }),
  ]),
})
export type AnswerFrame = z.infer<typeof answerFrame>

/** An IANA time zone as browsers name it. */
export const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_+\-/]+$/)

export const messageBody = z.strictObject({
  text: z.string().trim().min(1).max(limits.messageCharacters),
  timeZone: timeZone.optional(),
})

export const titleBody = z.strictObject({
  title: z.string().trim().min(1).max(limits.titleCharacters),
})

export const demoSignInBody = z.strictObject({
  account: z.enum(['member', 'member2', 'reviewer', 'reviewer2', 'manager', 'auditor', 'admin']),
})

export const signInBody = z.strictObject({
  email: z.string().trim().toLowerCase().min(3).max(254),
  password: z.string().min(1).max(128),
})

export const acceptInvitationBody = z.strictObject({
  token: z.string().min(1).max(128),
  name: z.string().trim().min(1).max(80),
  password: z.string().min(12).max(128),
})

export const conversation = z.object({ id: z.string(), title: z.string(), updatedAt: timestamp })
export type Conversation = z.infer<typeof conversation>

/**
 * What the server pushes beside the Agents SDK's own frames, on both sockets: the newest state of
 * a request, the answer to a decision, or a refusal of a frame that the wire guard did not let in.
 */
export type ServerFrame =
  | { type: 'countersign_request'; request: ApprovalRequest }
  | AnswerFrame
  | { type: 'countersign_refused'; code: string; message: string }

/** The words that led to a request, as a reviewer may read them. */
export const excerpt = z.object({
  items: z.array(
    z.object({ id: z.string(), from: z.string(), text: z.string(), at: timestamp.optional() }),
  ),
})
export type Excerpt = z.infer<typeof excerpt>

/** What the server keeps with a person's message. */
export const messageMetadata = z.looseObject({
  at: timestamp.optional(),
  timeZone: timeZone.optional(),
})
export type MessageMetadata = z.infer<typeof messageMetadata>
