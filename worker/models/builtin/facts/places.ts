/**
 * The names that are known without looking them up, for their kind and for slips of the finger; a name
 * that is not here is passed on as written, and the tools say whether it exists.
 */
export const gazetteer = {
  venues: ['Luma'],
  rooms: ['Atlas', 'Birch'],
  payees: [
    'Harbor Print',
    'Northwind Catering',
    'Alder Construction',
    'Tidewater Linen',
    'Cobalt Courier',
  ],
} as const

export type Place = { name: string; kind: 'venue' | 'room' | null }

const known: readonly Place[] = [
  ...gazetteer.venues.map((name): Place => ({ name, kind: 'venue' })),
  ...gazetteer.rooms.map((name): Place => ({ name, kind: 'room' })),
]

/** One slip: a letter too many, too few, wrong, or two swapped. */
export function isSlip(written: string, meant: string): boolean {
  if (written === meant || Math.abs(written.length - meant.length) > 1) return written === meant
  let at = 0
  while (at < written.length && written[at] === meant[at]) at += 1
  const [one, two] = [written.slice(at), meant.slice(at)]
  return (
    one.slice(1) === two.slice(1) ||
    one.slice(1) === two ||
    one === two.slice(1) ||
    (one[0] === two[1] && one[1] === two[0] && one.slice(2) === two.slice(2))
  )
}

const stop =
  /^(?:The|A|An|My|Our|This|That|Room|Table|Please|And|On|At|For|I|We|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Today|Tomorrow|Noon|January|February|March|April|May|June|July|August|September|October|November|December|AM|PM)$/
const named = String.raw`(\p{Lu}[\p{L}\p{N}'&-]*(?: \p{Lu}[\p{L}\p{N}'&-]*)*)`
const unknown: readonly [RegExp, Place['kind']][] = [
  [new RegExp(String.raw`\b[Rr]oom (?!for\b|on\b|at\b)${named}`, 'u'), 'room'],
  [new RegExp(String.raw`\b${named} (?:[Mm]eeting )?[Rr]oom\b`, 'u'), 'room'],
  [new RegExp(String.raw`\b(?:at|in|into|@) (?:the )?${named}`, 'u'), null],
  [new RegExp(String.raw`\b(?:[Bb]ook|[Rr]eserve) ${named}`, 'u'), null],
]

/** The places named in these words, known ones first; `words` keep their case. */
export function readPlaces(words: string): Place[] {
  const tokens = words.match(/[\p{L}']+/gu) ?? []
  const found = tokens.flatMap((token) => {
    const lower = token.toLowerCase().replace(/'s$/, '')
    return lower.length < 3
      ? []
      : known.filter(
          ({ name }) =>
            lower === name.toLowerCase() ||
            (lower.length >= 5 && isSlip(lower, name.toLowerCase())),
        )
  })
  const unique = known
    .filter((place) => found.includes(place))
    .toSorted((one, other) => found.indexOf(one) - found.indexOf(other))
  if (unique.length > 0) return unique
  for (const [pattern, kind] of unknown) {
    const name = pattern.exec(words)?.[1]
    if (name && !stop.test(name))
      return [{ name: name.replace(/ (?:Tomorrow|Today|On|At)\b.*$/, ''), kind }]
  }
  return []
}

/** `the other room`, where there are two. */
export const otherRoom = (room: string): string | null => {
  const others = gazetteer.rooms.filter((name) => name !== room)
  return others.length === 1 ? (others[0] ?? null) : null
}

/** `The bigger one`: the room that these words tell by its size. */
export const roomOfSize = (words: string): string | null => {
  const [, size] =
    /\bthe (big(?:g(?:er|est))?|larger?|largest|small(?:er|est)?|little) (?:one|room|meeting room)\b/i.exec(
      words,
    ) ?? []
  return size ? (/^[bl](?!ittle)/i.test(size) ? 'Atlas' : 'Birch') : null
}

/** The known payee whose name this is but for a slip in a word; null for the name itself and for others. */
export function nearPayee(written: string): string | null {
  const words = written.toLowerCase().split(' ')
  const near = gazetteer.payees.find((name) => {
    const parts = name.toLowerCase().split(' ')
    return parts.length === words.length && parts.every((part, at) => isSlip(words[at] ?? '', part))
  })
  return near && near.toLowerCase() !== written.toLowerCase() ? near : null
}

const crew = 'company|firm|people|guys|folks|team|crew|lads|boys|ladies|service'

/** The one payee that words name, in full, by the first word or with a slip: `does Alder have open bills?` */
export function payeeIn(words: string): string | null {
  const lower = words.toLowerCase()
  const found = gazetteer.payees.filter((name) => {
    const [first, trade = ''] = name.toLowerCase().split(' ')
    // `The catering invoice`, `the people from catering`: the trade names it where it says whose it is.
    const works = `${trade.replace(/ing$/, '')}(?:ing|ers?)?`
    return new RegExp(
      `\\b${first}(?:'s)?\\b|\\b(?:the|our) ${works} (?:invoice|bill|supplier|${crew})\\b|\\b${works} (?:company|firm|people|guys|folks)\\b|\\b(?:${crew}) (?:from|of|at) (?:the |our )?${works}\\b|\\b(?:invoice|bill) (?:of|from|for) (?:the|our) ${works}\\b|\\b(?:the|our) (?=cater)${works}\\b(?<!ing)`,
    ).test(lower)
  })
  if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null
  const slips = words.match(/\p{L}+ \p{L}+/gu)?.flatMap((pair) => nearPayee(pair) ?? []) ?? []
  return slips.length === 1 ? (slips[0] ?? null) : null
}

/** `Northwind`, for the payee whose name begins so; other names as they are. */
export function wholePayee(written: string): string {
  const first = written
    .toLowerCase()
    .replace(/^(?:the|our) (?=\w)/, '')
    .replace(/(?:'s)? (?:people|guys|folks|team|crew|lot|company|firm)$/, '')
  return (
    gazetteer.payees.find((name) =>
      [name.split(' ')[0]?.toLowerCase(), name.toLowerCase()].includes(first),
    ) ?? written
  )
}

/** Whether bare words name a payee: one that is known, but for a slip, or a name in capitals. */
export const isPayee = (written: string): boolean =>
  gazetteer.payees.some((name) => name.toLowerCase() === written.toLowerCase()) ||
  nearPayee(written) !== null ||
  /^(?:\p{Lu}[\p{L}&'.-]*(?: |$))+$/u.test(written)

/** Whether this is the name of a place that need not be looked up. */
export const isKnownPlace = (name: string): boolean => known.some((place) => place.name === name)
