/** More than any form, request or policy needs. Copies between objects recurse, and fail far below. */
const DEEPEST = 32

type Read = { ok: true; value: unknown } | { ok: false; message: string }

const no = (message: string): Read => ({ ok: false, message })

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** RFC 8785 has no form for halves of characters and for 1e400, so that these could have no digest. */
const hasNoForm = (value: unknown): boolean =>
  typeof value === 'string' ? !value.isWellFormed() : value === Infinity || value === -Infinity

/** Why a value that JSON can say is none that can be kept; null when it can. */
function whyNot(value: unknown): string | null {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return `This is nested too deeply; use ${DEEPEST} levels at most.`
    const inside = level.filter(isContainer).flatMap((one) => Object.entries(one).flat())
    const faulty = [...level, ...inside].find(hasNoForm)
    if (typeof faulty === 'string') {
      return 'A text in this holds half a character; please write it again.'
    }
    if (faulty !== undefined) return 'A number in this is larger than any that can be kept.'
    level = inside.filter(isContainer)
  }
  return null
}

/** JSON from outside, or a sentence that says why it cannot be taken. */
export function readJson(text: string): Read {
  try {
    const value: unknown = JSON.parse(text)
    const problem = whyNot(value)
    return problem === null ? { ok: true, value } : no(problem)
  } catch {
    return no('This must be JSON, and could not be read.')
  }
}
