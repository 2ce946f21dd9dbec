import { normal } from './normal.ts'

/** Where a word may begin, and where one may end. */
const begins = (text: string, at: number): boolean =>
  /\S/.test(text.charAt(at)) && (at === 0 || /[^\p{L}\p{N}]/u.test(text.charAt(at - 1)))
const ends = (text: string, at: number): boolean =>
  at === text.length || /[^\p{L}\p{N}]/u.test(text.charAt(at))

const positions = ({ length }: string): number[] =>
  Array.from({ length: length + 1 }, (_, at) => at)

/**
 * A part of a text in normal form as the person wrote it, letter for letter: what is sent in somebody's
 * name is in their own words. The part itself where it cannot be found.
 */
export function verbatim(written: string, part: string): string {
  const whole = normal(written)
  const tail = whole.slice(whole.lastIndexOf(part))
  const start = positions(written).find(
    (at) => begins(written, at) && normal(written.slice(at)) === tail,
  )
  if (part === '' || start === undefined) return part
  const end = positions(written).findLast(
    (at) => at > start && ends(written, at) && normal(written.slice(start, at)) === part,
  )
  return end === undefined ? part : written.slice(start, end).trim()
}
