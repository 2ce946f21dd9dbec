import { z } from 'zod'

/**
 * What a field of a tool's input must be: the same text or number, a date as `dates.ts` reads it, one of
 * several, words that must occur in it, or `null` for a field that must be left out.
 */
const wantedValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ oneOf: z.array(z.union([z.string(), z.number(), z.null()])).min(2) }),
  z.strictObject({ has: z.array(z.string().min(1)).min(1) }),
])
export type WantedValue = z.infer<typeof wantedValue>

/** Fields that are not named may be anything. */
const wantedCall = z.strictObject({
  tool: z.string().min(1),
  input: z.record(z.string(), wantedValue),
})
export type WantedCall = z.infer<typeof wantedCall>

/** What a good question is about. */
export const facets = [
  'address',
  'amount',
  'body',
  'booking',
  'date',
  'invoice',
  'order',
  'party',
  'payee',
  'person',
  'purpose',
  'recipient',
  'role',
  'room',
  'time',
  'venue',
] as const
export type Facet = (typeof facets)[number]

const pattern = z.string().refine(
  (source) => {
    try {
      return Boolean(new RegExp(source, 'i'))
    } catch {
      return false
    }
  },
  { error: '`says` must be a regular expression.' },
)

const kinds = ['calls', 'leaves', 'asks', 'reads', 'none'] as const

const single = z
  .strictObject({
    /** Exactly these effects are proposed in this turn, in any order; reads before them are free. */
    calls: z.array(wantedCall).min(1).optional(),
    /** Exactly these requests wait after this turn, whichever turn proposed them. */
    leaves: z.array(wantedCall).optional(),
    /** No effect, and a question about at least one of these. */
    asks: z.array(z.enum(facets)).min(1).optional(),
    /** No effect, and each of these tools was called. */
    reads: z.array(z.string().min(1)).min(1).optional(),
    /** No effect. */
    none: z.literal(true).optional(),
    /** Beside any of them: what the reply must say; letter case does not matter. */
    says: pattern.optional(),
  })
  .refine((expect) => kinds.some((kind) => expect[kind] !== undefined), {
    error: `An expectation needs one of ${kinds.join(', ')}.`,
  })
export type SingleExpectation = z.infer<typeof single>

const expectation = z.union([z.strictObject({ anyOf: z.array(single).min(2) }), single])
export type Expectation = z.infer<typeof expectation>

const spoken = z.strictObject({ said: z.string().min(1).max(8_000), expect: expectation })

/** The right person answers everything that waits; without `expect`, nothing new may be proposed. */
const decided = z.strictObject({
  decide: z.enum(['approve', 'deny']),
  reason: z.string().optional(),
  expect: expectation.optional(),
})

export type Turn = z.infer<typeof spoken> | z.infer<typeof decided>

const about = {
  id: z.string().min(1),
  topic: z.string().min(1).optional(),
  /** The moment at which the member writes; the same for all cases unless one needs another. */
  now: z.iso.datetime().optional(),
}

const rawCase = z.union([
  spoken.extend(about),
  z.strictObject({
    ...about,
    about: z.string().optional(),
    turns: z.array(z.union([spoken, decided])).min(1),
  }),
])

/** A Wednesday, 10:00 in New York. */
const MORNING = '2027-05-12T14:00:00Z'

/** One conversation and what must come of it; a single utterance is a conversation of one turn. */
export type Case = {
  id: string
  topic: string
  set: string
  isDialogue: boolean
  /** Milliseconds since the epoch. */
  now: number
  turns: Turn[]
}

const file = z.union([
  z.strictObject({ topic: z.string().min(1), cases: z.array(rawCase) }),
  z.array(rawCase).transform((cases) => ({ topic: 'unsorted', cases })),
])

/**
 * The cases of one file: `{"topic", "cases": […]}`, or a plain array of cases that name their topics.
 * Throws zod's error when it is malformed.
 */
export function casesOf(content: unknown, set: string): Case[] {
  const { topic, cases } = file.parse(content)
  return cases.map((one) => ({
    id: one.id,
    topic: one.topic ?? topic,
    set,
    isDialogue: 'turns' in one,
    now: Date.parse(one.now ?? MORNING),
    turns: 'turns' in one ? one.turns : [{ said: one.said, expect: one.expect }],
  }))
}
