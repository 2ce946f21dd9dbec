import { isKnownPlace, readPlaces } from '../facts/places.ts'

/** What people write before a colon when they fill in a form, and how a sentence says it. */
const fields: readonly [RegExp, (value: string) => string][] = [
  [/^(?:date|day|when)$/i, (value) => `on ${value}`],
  [/^(?:time|hour|start|at)$/i, (value) => (/\d\s*(?:-|to)/.test(value) ? value : `at ${value}`)],
  [/^from$/i, (value) => `from ${value}`],
  [/^(?:to|until|till|end)$/i, (value) => `to ${value}`],
  [/^(?:duration|length|how long)$/i, (value) => `for ${value}`],
  [
    /^(?:guests?|people|persons?|pax|party(?: size)?|number of (?:people|guests|persons)|covers|seats|how many)$/i,
    (value) => (/^\w+$/.test(value) ? `${value} people` : value),
  ],
  [
    /^(?:where|venue|place|restaurant|location|(?:meeting )?room|(?:room|table|venue) (?:needed|wanted|requested|please))$/i,
    (value) => value,
  ],
  [/^(?:name|under)$/i, (value) => `under the name ${value}`],
  [/^(?:what|request|type|kind)$/i, (value) => value],
]
const pair =
  /(?:^|[\n;,|/]\s*|\s[-–]\s)([\p{L} ]{2,20}?)\s*[:=]\s*([^\n;,|]+?)(?=$|[\n;,|]|\s[-–]\s)/gu

/** `date: Friday; time: 19:00; guests: 4; where: Luma` as a sentence; other texts as they are. */
export function fromForm(text: string): string {
  const found = [...text.matchAll(pair)].map(([, key = '', value = '']) => ({
    value: value.trim().replace(/\.$/, ''),
    say: fields.find(([name]) => name.test(key.trim()))?.[1],
  }))
  const isForm =
    found.length >= 3 &&
    found.every(({ say }) => say !== undefined) &&
    readPlaces(text).some(({ name }) => isKnownPlace(name))
  if (!isForm) return text
  const before = text
    .slice(0, text.search(pair))
    .trim()
    .replace(/[:,;-]+$/, '')
  const said = found.map(({ value, say }) => say?.(value) ?? value)
  const place = said.find((one) => readPlaces(one).some(({ name }) => isKnownPlace(name)))
  const facts = place ? [place, ...said.filter((one) => one !== place)] : said
  return `${before ? `${before} ` : 'book '}${facts.join(', ')}`
}
