import { asSchema } from 'ai'
import type { JSONSchema7 } from '@ai-sdk/provider'
import { z } from 'zod'
import { UNREADABLE } from './sound-calls.ts'

const objectSchema = z.looseObject({
  properties: z
    .record(z.string(), z.looseObject({ description: z.string().optional() }))
    .default({}),
  required: z.array(z.string()).default([]),
})

/** Says nothing to a model, and is what servers that make a grammar of a schema refuse. */
const NOISE = new Set(['$schema', 'pattern'])

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !NOISE.has(key) && Math.abs(Number(one)) !== Number.MAX_SAFE_INTEGER)
      .map(([key, one]) => [key, key === 'properties' ? properties(one) : plain(one)]),
  )
}

/** A field may be called like a keyword. */
const properties = (value: unknown): unknown =>
  Object.fromEntries(Object.entries(Object(value)).map(([key, one]) => [key, plain(one)]))

/** Made once for each tool: every reply tells the model of all of them. */
const made = new WeakMap<z.ZodType, Promise<JSONSchema7>>()

/**
 * A tool's input as JSON Schema for models: types, bounds and descriptions, without regular
 * expressions and the bounds of safe integers. What it leaves out is still checked by `readInput`.
 */
export function schemaForModels(input: z.ZodType): Promise<JSONSchema7> {
  const known = made.get(input)
  if (known) return known
  const schema = Promise.resolve(asSchema(input).jsonSchema).then(
    (full) => plain(full) as JSONSchema7,
  )
  made.set(input, schema)
  return schema
}

/**
 * A model's arguments as a tool takes them, or one sentence that says what is wrong with them, so that
 * the model can mend its call. Small models fill what they leave out with `null` or an empty text,
 * which counts as left out. Nothing else is guessed: no units, and no field that the tool does not have.
 */
export async function readInput(
  input: z.ZodType,
  given: unknown,
): Promise<{ value: Record<string, unknown> } | { problem: string }> {
  const { properties: fields, required } = objectSchema.parse(await schemaForModels(input))
  const named = z.record(z.string(), z.unknown()).safeParse(given)
  if (!named.success || UNREADABLE in named.data) {
    return misread('its arguments are not the JSON of an object')
  }
  const said = Object.fromEntries(
    Object.entries(named.data).filter(
      ([key, value]) => required.includes(key) || (value !== null && value !== ''),
    ),
  )
  const unknown = Object.keys(said).filter((key) => !(key in fields))
  if (unknown.length > 0) {
    const known = Object.keys(fields).join(', ') || 'none'
    return misread(`it has no field ${unknown.join(', ')}; its fields are ${known}`)
  }
  const read = input.safeParse(said)
  if (read.success) return { value: z.record(z.string(), z.unknown()).parse(read.data) }
  const faults = read.error.issues.map(({ path, message }) => {
    const field = String(path[0] ?? '')
    const meaning = fields[field]?.description
    return `${field}: ${message}${meaning === undefined ? '' : ` (${meaning})`}`
  })
  return misread(faults.slice(0, 5).join('; '))
}

const misread = (fault: string): { problem: string } => ({
  problem: `This call was not understood, so nothing was done: ${fault}.`,
})
