import { z } from 'zod'

/** A label and its value, in the server's own words. */
export const fact = z.object({ label: z.string(), value: z.string() })
export type Fact = z.infer<typeof fact>

/** A fact that leads to what was made for the requester: a path of this app, never another site. */
const receiptFact = fact.extend({
  href: z
    .string()
    .regex(/^\/(?![/\\])/)
    .exactOptional(),
})

/** What an effect did, for people: one sentence and the facts to keep. */
export const receipt = z.object({
  title: z.string(),
  facts: z.array(receiptFact),
})
export type Receipt = z.infer<typeof receipt>
