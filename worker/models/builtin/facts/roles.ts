/** How people name a role. */
export const roleWord = '(?:members?|reviewers?|managers?|auditors?|admin(?:istrator)?s?)'

/** `administrators` → `admin`. */
export const readRole = (word: string): string =>
  word.startsWith('admin') ? 'admin' : word.replace(/s$/, '')

/** `…, just member`: the role that is left to somebody who loses another one. */
const left = new RegExp(
  String.raw`(?:,|;|\band\b|\bback to\b|\bjust\b|\bonly\b)(?: (?:and|just|only|back|again|to|as|an?|make|leave|keep|turn|set|let|them|him|her|it|that account|with|be|stay|into|plain|normal|simple|ordinary|regular|mere))* (${roleWord})(?: (?:is|will|would) (?:enough|do|be enough|fine)| again| only| access| rights)*$`,
)

/** The role that somebody is left with, in words that take one away. */
export function roleLeft(plain: string): string | undefined {
  const word = left.exec(plain)?.[1]
  return word && readRole(word)
}
