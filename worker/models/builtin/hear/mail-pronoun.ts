/** `reply`, `tell her`: asks for an e-mail to somebody whose address was named before. */
const replying =
  /\b(?:reply|respond|answer|write back|get back|mail back)(?=[,:]| (?:that|with|saying|and (?:say|tell)|back)\b)(?! to\b)/i
const telling =
  /\b(?:tell|e?mail|inform|notify|ask|remind|message|write(?: (?:back )?to)?|answer|let|thank|congratulate|(?:apologi[sz]e|say (?:sorry|thanks|thank you|hello)|reply|respond|get back) to) (?:him|her|them)\b|\b(?:send|drop|write|shoot) (?:him|her|them) (?=an? )|\b(?:e?mail|message|note|line|word|reply|answer) to (?:him|her|them)\b/i
const pronoun = /\b(?:him|her|them)\b/i

/**
 * `kim@example.com asked when we open. Please reply: at nine` with the address where the pronoun stands, or
 * null: only one address may be meant, and it must stand in a sentence before.
 */
export function withAddressOf(text: string, address: string): string | null {
  const all = [
    ...new Set(text.match(new RegExp(address, 'g'))?.map((one) => one.replace(/\.$/, ''))),
  ]
  const [only] = all
  if (!only || all.length > 1) return null
  const at = text.lastIndexOf(only) + only.length
  const later = /[.!?;,]\s+|\n|\)|\s-\s/.exec(text.slice(at))
  if (!later) return null
  const from = at + later.index
  const ahead = text.slice(0, from)
  const behind = text.slice(from)
  const tell = telling.exec(behind)
  const reply = replying.exec(behind)
  if (tell && (!reply || tell.index < reply.index))
    return `${ahead}${behind.replace(tell[0], tell[0].replace(pronoun, only))}`
  return reply ? `${ahead}${behind.replace(reply[0], `${reply[0]} to ${only}`)}` : null
}
