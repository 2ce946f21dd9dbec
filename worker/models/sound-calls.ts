import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'

/** What stands in the place of arguments that are no JSON object; no tool takes it. */
export const UNREADABLE = 'unreadable'

/** The most of such arguments that is kept, in characters. */
const KEPT = 500

/**
 * Small models give arguments that are no JSON, half a surrogate pair, or names that no tool can have.
 * The conversation keeps every call and sends it to the provider again, and some refuse such a history
 * for good. So a call is made sound here, where it comes in; whether it means anything is told to the
 * model later.
 */
export function soundPart(part: LanguageModelV4StreamPart): LanguageModelV4StreamPart {
  switch (part.type) {
    case 'tool-input-start':
      return { ...part, toolName: soundName(part.toolName) }
    case 'tool-call':
      return { ...part, toolName: soundName(part.toolName), input: soundArguments(part.input) }
    default:
      return part
  }
}

/** Providers take letters, digits, `_` and `-`, at most 64. */
const soundName = (name: string): string =>
  name.replaceAll(/[^\w-]/g, '_').slice(0, 64) || UNREADABLE

/** The arguments as the JSON of an object; nothing at all means an empty one. */
export function soundArguments(text: string): string {
  const object = text.trim() === '' ? {} : parsed(text)
  const isObject = typeof object === 'object' && object !== null && !Array.isArray(object)
  return JSON.stringify(
    isObject ? wellFormed(object) : { [UNREADABLE]: text.slice(0, KEPT).toWellFormed() },
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key.toWellFormed(), wellFormed(one)]),
  )
}
