/** What people call the subject of an e-mail. */
export const label = String.raw`(?:(?:subject|title|heading|headline|header|topic|betreff)(?: line)?|titled|entitled|headed|called)\b`
const lead = String.raw`(?:(?:and|with|under|using|use|having|plus|put|make|as|the|an?|its) )*`
const is = String.raw`(?:,? (?:is|should be|should read|shall be|being|reads|saying|of|as|to be|"?:))?\s*[:=]?\s*(?:- )?`
const quoted = String.raw`(?:"(?<double>[^"]+)"|'(?<single>(?:[^']|(?<=\p{L})'(?=\p{L}))+)'(?!\p{L}))`

const anywhere = new RegExp(String.raw`(?<=^|[\s,.;:(])${lead}\(?${label}${is}${quoted}\)?`, 'iu')
const atEnd = new RegExp(
  String.raw`[,.;(\n]\s*${lead}${label}${is}(?<plain>[^,;:."'()\n]{2,60}?)\)?[.!]?\s*$`,
  'iu',
)
/** `With the subject Keys, write …`: named before the address is. */
const inBrackets = new RegExp(
  String.raw`\(\s*${lead}${label}${is}(?<plain>[^()]{2,80}?)\s*\)`,
  'iu',
)
const before = new RegExp(
  String.raw`(?<=^|[.!?]\s+|\bplease )(?:with|under|using) (?:the |an? |as )*${label}${is}(?:${quoted}|(?<plain>[^,;:"']{2,60}?)),?\s+(?=(?:please |could you |can you )*\p{L})`,
  'iu',
)

/** Without the quotes around all of it; those within stay. */
export function unwrapped(text: string): string {
  const said = text.trim()
  const double = /^"([^"]+)"[.!]?$/.exec(said)?.[1]
  const single = /^'((?:[^']|(?<=\p{L})'(?=\p{L}))+)'[.!]?$/u.exec(said)?.[1]
  return (double ?? single ?? said).trim()
}

type Labelled = { subject?: string; rest: string }

function taken(text: string, form: RegExp): Labelled | null {
  const match = form.exec(text)
  const { double, single, plain } = match?.groups ?? {}
  const subject = (double ?? single ?? plain)?.trim()
  if (!match || !subject) return null
  const ahead = text.slice(0, match.index)
  const behind = text.slice(match.index + match[0].length)
  return {
    subject,
    rest:
      behind.trim() === ''
        ? ahead.replace(/[\s,;(]+$/, '')
        : /^[\s,;.]*$/.test(ahead)
          ? `, ${behind.replace(/^[\s,;.]*(?:(?:and|with)\s+)*/i, '')}`
          : `${ahead}${behind}`,
  }
}

/** The subject that these words name as such, wherever it stands, and the words without it. */
export function labelled(text: string): Labelled {
  // What follows a colon is the text itself: there only its end may name a subject.
  const isText = /^\s*:/.test(text)
  const quotedOne = taken(text, anywhere)
  const isLast = quotedOne !== null && text.startsWith(quotedOne.rest)
  return (
    taken(text, inBrackets) ??
    (quotedOne && (!isText || isLast) ? quotedOne : null) ??
    (/^\W*(?:subject|title)\b/i.test(text) ? null : taken(text, atEnd)) ?? { rest: text }
  )
}

/** The subject that is named before the e-mail itself is asked for. */
export const labelledBefore = (text: string): Labelled => taken(text, before) ?? { rest: text }
