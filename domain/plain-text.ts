/**
 * Text as it reads. Control and bidirectional characters could make a card, or a header of a mail, say
 * something else than what stands there.
 */

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** One line: line breaks and everything invisible become a space. */
export const oneLine = (text: string): string => text.replace(invisible, ' ').trim()

/** Many lines: line breaks stay, in one form; everything else that is invisible goes. */
export const manyLines = (text: string): string =>
  text
    .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replace(invisible, '').trimEnd())
    .join('\n')
    .trim()

/** The first words of a text, as many as fit: its first sentence when that is short enough. */
export function firstWords(text: string, longest: number): string {
  const [line = ''] = text.trim().split('\n')
  const sentence = (/^.+?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line).replace(/[.,;:\s]+$/u, '')
  if (sentence.length <= longest) return sentence
  const cut = sentence.slice(0, longest - 1)
  const end = cut.lastIndexOf(' ')
  // Half of a surrogate pair would be no text at all.
  const kept = (end > 0 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/u, '')
  return `${kept.replace(/[.,;:\s]+$/u, '')}…`
}
