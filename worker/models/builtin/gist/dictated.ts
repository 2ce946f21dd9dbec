import { named } from '../corrections.ts'
import type { Frame, Slots } from '../frames/frame.ts'

const quotedText =
  /^(?:(?:write|put|say|note|enter|use|add|set|call it|name it|label it|with|as)\b[^"]*)?"([^"]+)"(?: (?:as|for|in|into|on) (?:the |a )?(memo|note|reference|purpose|reason|name|subject|text|body|message))?/i
const texts = ['memo', 'purpose', 'reason', 'subject', 'name'] as const

/** `The room's for the quarterly catch-up, put that in as purpose`. */
const toldFor =
  /\b(?:it|room|table|money|payment|that|this)(?:'s| is| was) for (?:the |a |an )?(.+)$/i
export function labelledBeside(pieces: readonly string[], frame: Frame): Slots | null {
  const label = pieces
    .map(
      (piece) =>
        /^(?:put|write|add|note|enter|use|set|give) (?:that|it|this) (?:in |down )?as (?:the |a |its )?(memo|note|purpose|reason|reference)(?: please)?$/i.exec(
          piece,
        )?.[1],
    )
    .find(Boolean)
  const words = pieces.map((piece) => toldFor.exec(piece)?.[1]).find(Boolean)
  return label && words ? named(frame, `${label}: ${words}`) : null
}

/** `write "train and bus" there`: words for a slot that takes any. */
function quoted(text: string, frame: Frame): Slots | null {
  const [, words, label = ''] = quotedText.exec(text) ?? []
  if (!words) return null
  if (label) return named(frame, `${label}: ${words}`)
  const slot = texts.find((name) => [...frame.required, ...(frame.optional ?? [])].includes(name))
  return slot ? { [slot]: words } : null
}

/** A purpose, a note or a subject that is dictated for what waits. */
export const dictated = (pieces: readonly string[], frame: Frame): Slots | null =>
  labelledBeside(pieces, frame) ?? quoted(pieces.join(', '), frame)
