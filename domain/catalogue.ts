import { z } from 'zod'

/** An action that rules can speak of: the arguments that people approve, whether it can be undone. */
export const action = z.object({
  tool: z.string(),
  fields: z.array(z.string()),
  /** Those of the fields that hold numbers; `amount` is minor units. */
  numbers: z.array(z.string()),
  undoable: z.boolean(),
})
export type Action = z.infer<typeof action>

/** As much of it as a check of a policy looks at. */
export type CatalogueEntry = { tool: string; fields: readonly string[]; undoable: boolean }
