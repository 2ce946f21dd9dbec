import { receives } from './receives.ts'

/** How an order's verb looks where the thing comes first: `INV-1004 needs paying`, `to be paid`. */
const forms: Record<string, string> = {
  pay: 'paid|paying|payment',
  settle: 'settled|settling|squared(?: up)?|squared away',
  handle:
    'taken care of|sorted(?: out)?|dealt with|seen to|handled|handling|processed|processing|cleared|clearing|done|actioned|covered',
  refund: 'refunded|refunding|reimbursed|reimbursing|credited back|repaid',
  cancel: 'cancelled|canceled|cancelling|canceling|called off|scrapped|dropped|voided',
  book: 'booked|booking|reserved|reserving|blocked|blocking|held|secured',
  send: 'sent|sending|wired|transferred|remitted|moved',
  delete:
    'deleted|deleting|removed|removing|purged|purging|wiped|erased|cleared out|cleaned up|got rid of|gotten rid of',
  export: 'exported|exporting|downloaded',
  expense: 'expensed|claimed|expensing|claiming',
  submit: 'submitted|submitting|filed',
  promote: 'promoted|upgraded|promoting|upgrading',
  demote: 'demoted|downgraded',
  give: 'given|granted',
  make: 'made|turned into',
}
const any = Object.values(forms).join('|')
/** `booking` and `payment` are things as well; where nothing is said to be needed only these are verbs. */
const done = any
  .split('|')
  .filter((each) => !/ing$|^payment$/.test(each))
  .join('|')
const thing = String.raw`(?<thing>(?!(?:what|which|who|whoever|why|when|how|it|that|this|he|she|they|you|nobody|nothing|none|no|if|as|someone|somebody|everyone|i|we)\b)[^,;:?]{2,70}?)`
const manner = String.raw`(?:(?:now|still|just|also|please|fully|all|first|really|urgently|immediately|finally|then) )*`
/** What may follow the verb; a noun there makes it no verb: `the cancelled bookings`. */
const rest = String.raw`(?<rest>(?:(?<=made|given|granted|into|sent|wired|promoted|upgraded) .*|[ ,]+(?:to|for|by|on|at|from|in|with|as|into|under|please|now|today|tonight|tomorrow|this|before|until|asap|and|right|again|off|up|out|back|over|because|since|so|immediately|quickly|first|next|between|too|instead|already|yesterday|last|soon|ages|some ?day|a (?:week|month|day)|\d)\b.*|[ ,]+\$.*)?)$`

const needs: readonly RegExp[] = [
  String.raw`^${thing} ${manner}(?:(?:needs?|has|have|ought|is|are|am|wants?|is ready|are ready|is good|is supposed|is due) to|can(?: now)?|needs?|must|should|shall|wants?|requires?|could do with|is due for|are due for|is ready for) ${manner}(?:be |get |go )?${manner}(?<verb>${any})${rest}`,
].map((form) => new RegExp(form, 'i'))
const wished: readonly RegExp[] = [
  String.raw`^(?:can|could|may|might|will|would|shall) ${thing} ${manner}(?:be|get) ${manner}(?<verb>${any})${rest}`,
  String.raw`^(?:get|have|see|to have|to get|to see) (?<thing>it|that|this|them|these|those) ${manner}(?<verb>${done})${rest}`,
  String.raw`^(?:get |have |see |to have |to get |to see )${thing} ${manner}(?:to be |be )?${manner}(?<verb>${done})${rest}`,
  String.raw`^(?!(?:can|could|may|might|will|would|shall|be|to|get|have|see|release|make|issue|process|start|do|send|use|take|put|change)\b)${thing} ${manner}(?:to be |be |were |is |are |gets? )?${manner}(?<verb>${done})${rest}`,
].map((form) => new RegExp(form, 'i'))
const verbFirst = new RegExp(String.raw`^(?:${Object.keys(forms).join('|')}|claim|reserve)\b`, 'i')

/** Said of what is over, or of what somebody expects: no order. */
const isOver =
  /^ (?:already|yesterday|last|by now|soon|some ?day|eventually|one day|ages|twice|a (?:week|month|day)|\w+ ago)\b|\b(?:already|ago)\b/i
const isOpinion =
  /\b(?:that|which|who|been)\b|\b(?:thinks?|thought|says?|believes?|knows?|heard|hopes?|not|never|was|were|had)\b|n't\b|^(?:clean|clear|delete|remove|list|show|check|find|see if|make sure|tell|email)\b/i

/**
 * Puts the verb first where the thing is: `INV-1004 needs paying` → `pay INV-1004`. `isWished` tells that
 * a courtesy came before, so that `INV-1004 paid` is a wish, too.
 */
export function active(words: string, isWished: boolean): string {
  // `It would be great if you paid …`
  const past = isWished ? /^(?:you (?:could |would |can )?)(\w+)\b(?= \S)/i.exec(words) : null
  const told =
    past &&
    Object.entries(forms).find(([base, each]) =>
      new RegExp(`^(?:${base}|${each})$`, 'i').test(past[1] ?? ''),
    )
  if (past && told) return words.replace(past[0], told[0])
  if (verbFirst.test(words) || words.length > 200) return words
  const sent = receives(words, isWished)
  if (sent !== words) return sent
  const isGotten = /^(?:get|have|see) /i.test(words)
  for (const form of [...needs, ...(isWished || isGotten ? wished : [])]) {
    const { thing: what, verb, rest: more = '' } = form.exec(words)?.groups ?? {}
    if (!what || !verb || isOver.test(more) || isOpinion.test(what)) continue
    const base = Object.entries(forms).find(([, each]) =>
      new RegExp(`^(?:${each})$`, 'i').test(verb),
    )?.[0]
    // A table is not sent but moved: there is one already.
    if (
      base === 'send' &&
      /\b(?:tables?|rooms?|luma|atlas|birch|bookings?|dinner|lunch|meeting)\b/i.test(what)
    )
      continue
    const known = base === 'handle' ? handled(what) : base
    if (!known) continue
    if (
      known === 'refund' &&
      /^reimburs/i.test(verb) &&
      /\$|\d (?:dollars|bucks|usd)\b/i.test(what) &&
      !/\bORD-|\b(?:order|customer|buyer|client)\b/i.test(what)
    )
      return `expense ${what}${more}`
    if (known === 'refund' && /^(?:me|us)$/i.test(what)) return `reimburse ${what}${more}`
    return `${known} ${what.replace(/^please /i, '')}${more.replace(/^ (?:for )(?=INV-|ORD-|BKG-)/i, ' ')}`.trim()
  }
  return words
}

/** What it means that a thing is dealt with: only an invoice says it by itself. */
const handled = (what: string): string | null =>
  /\bINV-\d|\b(?:invoices?|bills?)\b/i.test(what) ? 'pay' : null
