import { z } from 'zod'
import type { JsonSchema } from '../../domain/protocol.ts'

const choice = z.object({ const: z.union([z.string(), z.number()]), title: z.string().optional() })

/** What this form understands of a property's schema; the rest is left to the server. */
const property = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean']).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  oneOf: z.array(choice).optional(),
  anyOf: z.array(choice).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
})
type Property = z.infer<typeof property>

const object = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

export type Kind =
  | 'text'
  | 'long-text'
  | 'e-mail'
  | 'integer'
  | 'number'
  /** An integer of cents, written as dollars. */
  | 'dollars'
  | 'date'
  | 'moment'
  | 'choice'
  | 'yes-no'

/** One field of a form, drawn from a property of a JSON Schema object. */
export type Field = {
  name: string
  label: string
  hint?: string
  kind: Kind
  required: boolean
  /** Inclusive; for integers and dollars the exclusive ones of the schema are counted in. */
  min?: number
  max?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  options?: { value: string | number; label: string }[]
}

const LONG = 160

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function kindOf(schema: Property): Kind | null {
  const { type, format, maxLength = 0 } = schema
  if (schema.enum || schema.oneOf || schema.anyOf) return 'choice'
  switch (type) {
    case 'boolean':
      return 'yes-no'
    case 'integer':
      return format === 'usd-cents' ? 'dollars' : 'integer'
    case 'number':
      return 'number'
    case 'string':
      if (format === 'date') return 'date'
      if (format === 'date-time') return 'moment'
      if (format === 'email') return 'e-mail'
      return maxLength > LONG ? 'long-text' : 'text'
    case undefined:
      return null
  }
}

/** `dueDate`, `due_date` → `Due date`. */
export function labelFrom(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

const isReal = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER

function bounds(schema: Property, whole: boolean): Pick<Field, 'min' | 'max'> {
  // The server alone tells `more than 3` from `3 or more` where there are fractions.
  const step = whole ? 1 : 0
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const lowest = isReal(exclusiveMinimum) ? exclusiveMinimum + step : minimum
  const highest = isReal(exclusiveMaximum) ? exclusiveMaximum - step : maximum
  // zod writes the safe integers as bounds where there are none.
  return { ...(isReal(lowest) && { min: lowest }), ...(isReal(highest) && { max: highest }) }
}

function optionsOf(schema: Property): Field['options'] {
  const titled = schema.oneOf ?? schema.anyOf
  if (titled) return titled.map((one) => ({ value: one.const, label: one.title ?? `${one.const}` }))
  return schema.enum?.map((value) => ({ value, label: `${value}` }))
}

/** The fields of a JSON Schema object, in its order; properties that no control can show are left out. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const { properties, required } = object.catch({ properties: {}, required: [] }).parse(schema)
  return Object.entries(properties).flatMap(([name, raw]): Field[] => {
    const parsed = property.safeParse(raw)
    const kind = parsed.success ? kindOf(parsed.data) : null
    if (!parsed.success || !kind) return []
    const { title, description, minLength, maxLength, pattern, format } = parsed.data
    const options = optionsOf(parsed.data)
    return [
      {
        name,
        kind,
        label: title ?? labelFrom(name),
        required: required.includes(name),
        ...(description && { hint: description }),
        ...bounds(parsed.data, kind !== 'number'),
        ...(minLength !== undefined && { minLength }),
        ...(maxLength !== undefined && { maxLength }),
        // A format says in words what its pattern says in signs.
        ...(pattern && !format && isPattern(pattern) && { pattern }),
        ...(options && { options }),
      },
    ]
  })
}
