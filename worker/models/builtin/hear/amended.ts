import { gazetteer } from '../facts/places.ts'

const ones =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
const worded = String.raw`(?:(?:a )?(?:${ones}|hundred|thousand)(?:(?:[ -]| and )(?:${ones}|hundred|thousand))*)`
const figure = String.raw`\d+(?:,\d{2,3})*(?:\.\d+)?k?`
const unit = String.raw`(?:dollars?|bucks?|usd)`
const id = String.raw`(?:INV|ORD|BKG)-\d+`
const sum = String.raw`(?:(?:\$|usd) ?${figure}|(?:${figure}|${worded}) ?(?:${unit}|\$))`
const bare = String.raw`(?:${figure}|${worded})`
const payee = `(?:the )?(?:${gazetteer.payees.flatMap((name) => [name, name.split(' ')[0]]).join('|')})(?:'s)?`

/** What kinds of facts people put right in the same breath, the surest sign first. */
const kinds = { id, sum, payee } as const
type Kind = keyof typeof kinds

const said = new RegExp(String.raw`(?<![\w$.,-])(?:${id}|${sum}|${payee}|${bare})(?![\w$])`, 'gi')
const kindOf = (value: string): Kind | 'bare' =>
  (Object.keys(kinds) as Kind[]).find((kind) =>
    new RegExp(`^(?:${kinds[kind]})$`, 'i').test(value),
  ) ?? 'bare'

const soft = String.raw`(?:oh|uh|um+|ah|er+m?|oops|whoops|sorry|apologies|pardon|hm+|no|nope|nah|wait|hang on|hold on|one sec|typo|well|ok|and|but)`
const firm = String.raw`(?:actually|correction|rather|or rather|better|i mean|i meant|i mean to say|i meant to say|scratch that|strike that|my mistake|my bad|that should be|it should be|should be|should have been|let's say|let's make (?:it|that)|make (?:it|that)|change (?:it|that) to|correct (?:it|that) to)`
const verb = String.raw`(?:please )?(?:pay|settle|refund|send|wire|transfer|use|take|do|expense|submit)(?: it| them| that| him| her)?(?: to| on| for)? `
const denied = String.raw`not (?:\S+ )?\S+?`
const gap = String.raw`(?:[\s,.;:!?…-]|\.\.\.)+`
const lead = String.raw`(?:${verb})?(?:(?:it's|that's|it is|that is|to|for|on|of|invoice|order|number|the one (?:from|of|for)|only|just|about|rather) ){0,2}`
/** `, no wait, I mean …`: what tells that the next fact takes the place of one before it. */
const cue = new RegExp(
  String.raw`(?:[\s,.;:!?…-]|\()+(?:(?:${soft}|${firm})(?:${gap})?(?:(?:${soft}|${firm}|${denied})${gap})*)(?<lead>${lead})(?=\S)`,
  'gi',
)
const turned = new RegExp(String.raw`\b(?:sorry|oops|whoops|no|nope|nah|wait|typo|${firm})\b`, 'i')
/** An order after it stands for the one before only when that is taken back. */
const retracted = /\b(?:no|nope|scratch that|strike that|i mean|i meant|correction|not)\b/i
/** The fact is the whole correction; more would make it a sentence of its own. */
const ends =
  /^\s*(?:$|[.,;!?)-]|(?:instead|rather|please|thanks|thank you|it is|to|for|on|from|as|in total|each|with|then|i think|i guess)\b)/i
const another = /^\s*,?\s*(?:too|as well|also|is|are|was|were|has|had|please do|next|later)\b/i
const pointers =
  /\b(?:for|the|on|of|and|but|from|to|at|with|no|sorry|order|invoice|number|one|ok|okay|well|oh)\b/gi
const link = /^ (?:to|on|for|from|of) (?:the )?/i

/** The last fact of a kind in these words, and where it stands. */
function lastOf(before: string, kind: Kind | 'bare', value: string) {
  const found = [...before.matchAll(said)].map(({ 0: text, index }) => ({ text, index }))
  if (kind !== 'bare') {
    const same = found.findLast(({ text }) => kindOf(text) === kind)
    return same ?? (kind === 'sum' ? found.findLast(({ text }) => kindOf(text) === 'bare') : null)
  }
  // Four figures are a number of the same series; else they are a sum.
  const numbered = /^\d{4}$/.test(value)
    ? found.findLast(({ text }) => new RegExp(`^(?:\\D+-)?${value.charAt(0)}\\d{3}$`).test(text))
    : undefined
  const last = found.at(-1)
  const isBeside = last && kindOf(last.text) === 'bare' && before.endsWith(last.text)
  return (
    numbered ?? (isBeside ? last : found.findLast(({ text }) => kindOf(text) === 'sum')) ?? null
  )
}

/** `25` in the place of `$20` is `$25`; `1004` in the place of `INV-1001` is `INV-1004`. */
function inPlace(old: string, value: string): string {
  if (kindOf(value) !== 'bare') {
    const unitAfter = kindOf(old) === 'bare' ? value : value.replace(/'s$/i, '')
    return /'s$/i.test(old) ? `${unitAfter}'s` : unitAfter
  }
  if (kindOf(old) === 'id') return `${old.slice(0, 4)}${value}`
  if (kindOf(old) === 'bare') return value
  return /[a-z]/i.test(value) ? `${value} dollars` : `$${value}`
}

/**
 * What was put right in the same breath, put right: `Pay INV-1001, no wait, I mean INV-1004` is `Pay INV-1004`,
 * `send Harbor Print $90 - sorry, $95` is `send Harbor Print $95`. Only a fact of the same kind takes the place of another;
 * everything else stays as it was said.
 */
export function amended(text: string): string {
  let whole = withoutDropped(text.replace(behind, 'I mean $1'))
  // Each pass puts one right; nobody changes their mind more often in one message.
  for (let passes = 0; passes < 4; passes += 1) {
    const next = amendedOnce(whole)
    if (next === whole) break
    whole = next
  }
  return whole
}

const dropped = new RegExp(
  String.raw`(?:[\s,.;:!?…-]|\b(?:and|but|so|actually|no|wait|sorry|oh|hm+|on second thoughts?)\b)+(?:please )?(?:leave|skip|drop|omit|forget(?: about)?|without|minus|leave out|not)(?: the)? (${id})(?: out| off| for now| though| please)*(?=\s*(?:[.!;]|$))`,
  'i',
)

/** `Pay INV-1001 and INV-1002. Actually leave out INV-1002`: of several, what is dropped was never named. */
function withoutDropped(text: string): string {
  const found = dropped.exec(text)
  const one = found?.[1]?.toUpperCase() ?? ''
  const before = text.slice(0, found?.index)
  const named = new Set(before.match(new RegExp(id, 'g')))
  if (!found || !named.has(one) || named.size < 2) return text
  const listed = before
    .replace(new RegExp(String.raw`(?:,? and |, | & )${one}(?!\d)`), '')
    .replace(new RegExp(String.raw`${one}(?!\d)(?:,? and |, | & )`), '')
  return listed.includes(one) ? text : `${listed}${text.slice(found.index + found[0].length)}`
}

/** How somebody finds what stands. */
const complaint = /n't\b|\b(?:not|too|says?|thinks?|finds?)\b/i

function amendedOnce(text: string): string {
  for (const { index, 0: words } of text.matchAll(cue)) {
    if (!turned.test(words)) continue
    // `She isn't happy with 30, make it 45`: nothing was asked for yet that this puts right.
    if (/\bmake (?:it|that)\b/i.test(words) && complaint.test(text.slice(0, index))) continue
    const isOrder = new RegExp(verb, 'i').test(words)
    let before = text.slice(0, index)
    // `For 2009 make it 12` names what it is about: nothing was asked for before it.
    if (!/\p{L}/u.test(before.replace(said, '').replace(pointers, ''))) continue
    let rest = text.slice(index + words.length)
    let isAmended = false
    for (let left = rest; ;) {
      const value = new RegExp(said.source, 'iy').exec(left)?.[0]
      if (!value) break
      left = left.slice(value.length)
      const old = lastOf(before, kindOf(value), value)
      if (!old || another.test(left) || !ends.test(left)) break
      if (isOrder && !/^\s*instead\b/i.test(left) && !retracted.test(words)) break
      before =
        before.slice(0, old.index) +
        inPlace(old.text, value) +
        before.slice(old.index + old.text.length)
      isAmended = true
      rest = left
      const joint = link.exec(left)?.[0]
      if (!joint) break
      left = left.slice(joint.length)
    }
    if (isAmended) return joined(before, rest)
  }
  return text
}

const meaning = String.raw`i (?:mean|meant|wanted|wanted to (?:say|write)|meant to (?:say|write))`
/** `sorry, INV-1001 I mean`: the words that mark a correction may stand behind it. */
const behind = new RegExp(
  String.raw`(?<=(?:[,;:!?]\s*|[.-]\s+|\b(?:no|sorry|oops|wait|rather)\s+)(?:the )?)(${id}|${sum}|${payee}|${figure}),? (?:(?:is|was|that's|that is|that was) )?(?:(?:what|the one) )?${meaning}\b`,
  'gi',
)

/** What follows a correction belongs to the order (`for the breakfast`) or stands alone (`I forgot the tip`). */
function joined(before: string, rest: string): string {
  const tail = rest.replace(/^\s*(?:instead|rather|it is|then|i think|i guess)\b/i, '')
  const more = tail.replace(/^[\s,;)-]+/, '')
  if (more === '' || /^[.!?]/.test(more)) return `${before}${more}`
  const isAlone = /^(?:i|we|you|it|that|this|he|she|they|there|the|my|our)\b/i.test(more)
  const mark = /^\s*,/.test(tail) && !/^(?:to|for|on|from|as|at|in|with)\b/i.test(more) ? ',' : ''
  return `${before}${isAlone ? '.' : mark} ${more}`
}
