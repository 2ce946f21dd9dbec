import type { Facet } from './cases.ts'

/** How a reply names what it asks for. */
const words: Record<Facet, RegExp> = {
  address: /address|whom?\b|e-?mail|@/i,
  amount: /amount|how much|\$|what sum|how many dollars/i,
  body: /\bsay|text|message|write|words|content|body|tell (him|her|them)|what about/i,
  booking: /booking|reservation|BKG/i,
  date: /date|\bday\b|\bwhen\b/i,
  invoice: /invoice|INV-\d/i,
  order: /\border\b|ORD-\d/i,
  party: /how many|people|guests|party|persons|number of/i,
  payee: /payee|\bwhom?\b|supplier|recipient/i,
  person: /\bwhom?\b|whose|person|account|colleague|name/i,
  purpose: /what (is|was|were|for)|\bfor\b|purpose|about|describe|description/i,
  recipient: /\bwhom?\b|address|recipient|where/i,
  role: /\brole|access|reviewer|manager/i,
  room: /\broom|Atlas|Birch/i,
  time: /\btime|\bwhen\b|o'clock|\bfrom\b|how long|hour|until/i,
  venue: /venue|where|place|Luma/i,
}

/** Whether the reply asks something, and about at least one of these. */
export const asksFor = (text: string, facets: readonly Facet[]): boolean =>
  /\?|please (tell|say|give|let)|tell me|let me know|I (still )?need/i.test(text) &&
  facets.some((facet) => words[facet].test(text))
