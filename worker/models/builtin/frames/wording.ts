/** Kinds of facts that a text may hold; of each a text has one plain instance or none that can be meant. */
const weekday = String.raw`(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)`
const month = String.raw`(?:january|february|march|april|may|june|july|august|september|october|november|december)`
const kinds: readonly string[] = [
  String.raw`(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}|${month} \d{1,2}(?:st|nd|rd|th)?)`,
  String.raw`(?:(?:next |this )?${weekday}|today|tonight|tomorrow)`,
  String.raw`(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d\d|noon|midday|midnight)`,
  String.raw`(?:\$ ?\d[\d,]*(?:\.\d\d?)?|\d[\d,]*(?:\.\d\d?)? (?:dollars|bucks|usd))`,
  String.raw`(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`,
]
const all = (kind: string, text: string): string[] =>
  text.match(new RegExp(`(?<![\\w$:.-])${kind}(?![\\w:]|[.,-]\\d)`, 'giu')) ?? []
const alone = (kind: string): RegExp => new RegExp(`^(?:(?:at|on|for|to|the) )*(${kind})$`, 'iu')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const once = (body: string, old: string, put: string): string | null => {
  const found = body.match(new RegExp(`(?<![\\p{L}\\d])${escaped(old)}(?![\\p{L}\\d])`, 'giu'))
  return found?.length === 1 ? body.replace(found[0], () => put) : null
}

const exchange =
  /^(?:please )?(?:(?:change|swap|correct|replace|put|use|write|it's|say|make (?:it|that)) )?"?(.{2,40}?)"? (?:to|with|by|into|should (?:be|read|say)|must be|->|→) "?(.{1,60}?)"?$/iu

/** `Tomorrow instead of today`, `not today but tomorrow`. */
const lead = String.raw`^(?:(?:no|sorry|oh|wait|oops|actually|please|ups|hm+|ok|it's|say|write|put|make it|it should (?:say|read|be)|should be|rather)[,:. ]+)*`
const chosen: readonly RegExp[] = [
  String.raw`${lead}"?(?<put>[^,]{1,60}?)"?,? (?:instead of|rather than|and not|not) "?(?<old>.{2,40}?)"?$`,
  String.raw`${lead}not "?(?<old>.{2,40}?)"?(?:,? but|,)(?: (?:but|just|only|rather|instead|actually|it's|it is|they're|we're))* "?(?<put>.{1,60}?)"?$`,
].map((form) => new RegExp(form, 'iu'))

/**
 * A text with the one thing that a correction names in the place of the one of its kind: `Tuesday` in
 * `we meet on Monday at 9`. Null where the text has none of that kind, or several.
 */
export function reworded(body: string, said: string): string | null {
  const words = said.trim().replace(/[.!]+$/, '')
  for (const form of chosen) {
    const { put, old } = form.exec(words)?.groups ?? {}
    const swapped = old && put ? once(body, old, put) : null
    if (swapped !== null) return swapped
  }
  const [, old = '', put = ''] = exchange.exec(words) ?? []
  const swapped = old && put ? once(body, old, put) : null
  if (swapped !== null) return swapped
  for (const kind of kinds) {
    const put = alone(kind).exec(words)?.[1]
    if (put === undefined) continue
    const [only, ...more] = all(kind, body)
    return only !== undefined && more.length === 0 && only.toLowerCase() !== put.toLowerCase()
      ? once(body, only, put)
      : null
  }
  return null
}
