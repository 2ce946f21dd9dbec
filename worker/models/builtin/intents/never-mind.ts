import { isFactsOnly } from '../corrections.ts'
import { readPlaces } from '../facts/places.ts'
import { clauseOf, type Heard } from '../hear/hear.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { takeBack } from '../take-back.ts'
import { namesKind, pointed } from '../which.ts'
import { verbs } from '../elsewhere.ts'

/** What may stand before it, and after it, without another meaning. */
const lead =
  /^(?:(?:oh|no(?! longer| need\b| (?:table|room|booking|e?mail|payment|refund|export)s? (?:is |are )?(?:needed|necessary|required))|nah|nope|ah|ok|okay|k|actually|sorry|hmm*|please|well|wait|just|hang on|hold on|so|and|but|yes|yeah|you know what|on (?:second|2nd) thoughts?|come to think of it|thinking about it|can you|could you|would you|let's|let us|i want to|we want to|i'd like to|i would like to|i think|you can|we can|maybe|better|then|pls|(?:on|upon|after|come to) (?:reflection|second thought|thinking|consideration|it)|i've decided(?: to)?|i have decided(?: to)?|let me|i'd rather|i would rather|we should|we could|we better|turns out|apparently|for now|so yeah|right)(?= |$) ?)*/
const trail =
  /(?: (?:thanks|thank you|please|pls|again|then|after all|any ?more|any longer|for now|now|sorry|too|as well|completely|altogether|entirely|instead|though|ok|okay|either|right now|today|yet))+$/
const verb =
  /^(?:never ?mind|nvm|forget(?: about)?|drop|leave(?: out)?|scratch|cancel|stop|abort|undo|withdraw|retract|recall|take back|pull(?: back)?|call off|scrap|skip|ditch|kill|bin|void|revoke|revert|annul|not|don't do|do not do|don't (?:send|pay|book|submit|refund|delete|export|ask for|bother with|bother about|bother)|hold(?: back| off(?: on| with)?)|hold(?= (?:the|that) [\w' -]{2,30}? (?:one|invoice|bill|payment|transfer|refund|expense)\b)|disregard|ignore|strike|remove|get rid of|lose|discard|(?:i |we )?(?:don't|do not|no longer|won't|shan't|needn't|shall not) (?:really |actually |even )?(?:need|want|require|be needing)(?: to (?:pay|book|send|do))?)(?= |$) ?/
/** Sentences that take back without such a verb. */
const over =
  /^(?:(?:i |we )?(?:have |'ve )?changed (?:my|our) mind(?: about (?:it|that|this))?|(?:i |we )?take (?:it|that|this|them) back|(?:i |we |you |they )?(?:don't|do not|no longer|won't|will not|needn't) (?:actually |really |even )?(?:want|need|require|have to|be needing) (?:it|that|this|them|one|to)(?: .{0,12})?|don't|do not|do nothing|(?:not|no longer) (?:needed|necessary|required)|no need|no (?:table|room|booking|e?mail|payment|refund|export)s? (?:is |are )?(?:needed|necessary|required)|none(?: of (?:them|those|these))?|neither(?: of them)?|nothing|not (?:do(?:ing)? (?:it|that|this)|any ?more|now)|it (?:can|may) go|(?:it|that|this)(?:'s| is| has become)? (?:no longer|not) (?:needed|necessary|required)|(?:let|leave) it (?:rest|go|be)|let that (?:rest|go)|(?:rather|better) not|i'd rather not)$/
const stays =
  /^(?:(?:ok|okay|no|fine|please|then|just|we|i|i'll|let's) )*(?:leave|keep) (?:them |all |both |everything |the two )+(?:of them )?(?:in|on|open|waiting|pending|then|please)?$|\b(?:leave|keep) (?:it|that|this|them|everything) (?:as|like|how|alone|be|there|unchanged)\b|^(?:keep (?:it|that|this)|leave it be)$/
const it =
  /^(?:(?:it|that|this|them) back|it|that|this|them|these|those|one|that one|this one|it all|about it|about that|about this|the whole thing|the thing|this thing|anything(?: at all)?|(?:it|that|this) for (?:me|us))?$/
const request =
  /^(?:the|my|that|this|our)? ?(?:(?:last|latest|newest|pending|open|whole) )?requests?$/

const line = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}$'-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()

/** `Tuesday's is not needed`: what is named first. */
const gone =
  /^(?:the |my |our )?([\w$' -]{3,40}?)(?:'s)?(?: one)? (?:(?:is|are) (?:not|no longer) (?:needed|necessary|required|happening|wanted|on)|(?:isn't|aren't) (?:needed|necessary|required|happening|wanted)(?: any ?more)?|(?:can|may|should|must|has to|have to) (?:go|wait|be (?:dropped|withdrawn|scrapped|skipped|left out))|(?:is|are) off|(?:doesn't|does not|won't|don't) (?:actually |really )?need (?:one|it|any|that|anything|paying|a (?:refund|payment)))$/
const staying =
  /\b(?:alone|only|by itself|on its own) (?:will do|is (?:fine|enough|ok|okay|good)|suffices|is all (?:i|we) need|does it)\b|\b(?:will do|is enough|is fine|is plenty|suffices|is ok|is okay|is all (?:i|we) need|(?:can|may|should|shall|will|must) stay|stays|stands|remains|is (?:still )?(?:needed|valid|on)|is right|is good|is correct)$|\bfits? in(?:to)? |^(?:(?:please|we|i|i'll|we'll|you can|but|and|still) )*(?:keep|stick with|go with|go ahead with|(?:(?:we|i) )(?:only |just |still )*(?:need|want)|(?:only|just)(?: (?:keep|need|want|do|pay|send|book))?) (?:the |room |invoice )?[\w$ -]{2,40}?(?: one)?$/
/** Whether a piece says of something asked for that it stays as it is. */
const keeps = (piece: string): boolean =>
  staying.test(piece.replace(lead, '').replace(trail, '')) &&
  !/\b(?:instead|another|also|too|from|until|at \d|\$)/.test(piece)

/** `So no refund`: the thing itself is denied. */
const noneOfIt =
  /^(?:(?:so|ok|okay|then|and|please|therefore|(?:that|which|it) means|(?:he|she|they) (?:says?|said|wrote|writes|wants?)(?: that)?|there(?:'s| is| will be)) )*no (refund|payment|transfer|expense|claim|reimbursement)(?: (?:needed|necessary|required|any more|this time|for (?:him|her|them|it)|on (?:it|that)|to (?:him|her|them)))*$/
type Taken = { what: string; isPlain: boolean; isToldOnly?: true }

/** What a piece of a sentence takes back: `cancel the table` → `the table`; null when it takes nothing back. */
function takenIn(piece: string): Taken | null {
  const words = piece.replace(lead, '').replace(trail, '')
  if (over.test(words)) return { what: '', isPlain: false }
  if (/^(?:leave|park) (?:it|that|this|them) (?:until|till) \D+$/.test(words))
    return { what: '', isPlain: true }
  const none = noneOfIt.exec(piece)?.[1]
  if (none) return { what: none, isPlain: true, isToldOnly: true }
  if (/^(?:leave|keep|let) .*(?:in|on|as is|there|open|alone)$/.test(words)) return null
  const subject = gone.exec(words)?.[1]
  if (subject && !it.test(subject)) return { what: subject, isPlain: true, isToldOnly: true }
  const found = verb.exec(words)
  if (!found) return null
  const what = words.slice(found[0].length)
  if (found[0].startsWith('not ') && it.test(what)) return null
  return { what, isPlain: !found[0].startsWith('not ') }
}

/** Whether these words take back what `it` means. */
export function takesBackIt(words: string): boolean {
  const found = takenIn(line(words))
  return found !== null && it.test(found.what)
}

/** What is said to be taken back, when the sentence says nothing else; `the table`, or `` for the newest. */
function taken(heard: Heard): Taken | null {
  const pieces = heard.text
    .split(
      /[,;.!?\n]+(?=\s|$)|\s-+\s|\s(?:because|since|as|but)\s|,?\sso\s(?=(?:i|we|you) (?:don't|do not|won't|no longer)\b)|\sand\s(?=(?:make|do|pay|book|send|take|refund|cancel|withdraw|drop|forget|use|change)\b)/i,
    )
    .map(line)
    .filter((piece) => piece.replace(lead, '').replace(trail, '') !== '')
  const found = pieces.map(takenIn)
  const at = found.findLastIndex((one) => one !== null)
  const one = found[at]
  if (!one) return null
  // `Atlas alone will do` says what stays, and asks for nothing.
  const others = pieces.filter((piece, index) => found[index] === null && !keeps(piece))
  const saysMore = others.some(
    (piece) =>
      /\d/.test(piece) ||
      isFactsOnly(clauseOf(piece)) ||
      verbs.test(piece.replace(lead, '')) ||
      readPlaces(clauseOf(piece).words).length > 0 ||
      /^(?:make|take|use|try|do)\b/.test(piece.replace(lead, '')),
  )
  // `Scrap both, the meeting is off`: what is told beside an order is its reason.
  const said = found.flatMap((each) => each ?? [])
  const ordered = said.filter(({ isToldOnly }) => !isToldOnly)
  const all = ordered.some(({ what }) => !it.test(what)) ? ordered : said
  const isNumber = /^(?:the )?(?:invoice |order |booking )?(?:inv-|ord-|bkg-)?\d{4}(?: one)?$/.test(
    one.what,
  )
  if (others.length > 0 && !all.some(({ isPlain }) => isPlain) && one.what !== '' && !isNumber)
    return null
  return saysMore ? null : (all.findLast(({ what }) => !it.test(what)) ?? all.at(-1) ?? one)
}

/** `Nvm they want slides`: taken back at once, and why. */
function letGo(text: string): Taken | null {
  const rest =
    /^(?:nvm|never ?mind|forget it|scrap (?:it|that)|cancel that|kill it|drop it)[ ,.;:-]+(?!the |about |a )(.+)$/i.exec(
      text,
    )?.[1]
  const isWhy =
    rest !== undefined &&
    /^(?:they|he|she|it|we|i|the|my|our|there|no|not|somebody|someone|\p{Lu}\p{L}+) /iu.test(
      rest,
    ) &&
    !/\d/.test(rest) &&
    !verbs.test(line(rest).replace(lead, ''))
  return isWhy ? { what: '', isPlain: true } : null
}

/** The requests of the newest wish that still wait: two calls in one sentence are taken back together. */
export function waiting(past: Past): Proposal[] {
  const all = proposals(past.calls)
  const last = all.at(-1)
  if (!last || !isOpen(last)) return []
  const ids = new Set<string>()
  for (const one of all.toReversed()) {
    if (one.tool !== last.tool || !isOpen(one)) break
    if (one.outcome.requestId) ids.add(one.outcome.requestId)
    // Only what was asked for in the same breath stands side by side without words between.
    if (!past.asked.includes(' and ') && !past.asked.includes(',')) break
  }
  return all.filter(({ outcome }) => outcome.requestId && ids.has(outcome.requestId))
}

const withdraw = (open: readonly Proposal[], past: Past): Plan =>
  past.can('withdraw_request')
    ? {
        text: '',
        calls: takeBack(open),
      }
    : {
        text: 'To take back a request that still waits, press Withdraw on its card; I cannot do that for you.',
      }

const nothing: Plan = { text: 'All right, nothing was asked for.', closes: true }

/** `Keep them`, `don't cancel it`, of what was to be deleted or cancelled. */
const kept =
  /^(?:i'll |we'll |we |i |let's |please )?(?:keep|leave|(?:don't|do not|never) (?:cancel|delete|remove|call off)) (?:it|that|this|them|those|these|all of them|everything|all|things|the (?:bookings?|table|room|reservations?))(?: (?:after all|then|please|for now|finance|alone|as (?:it|they) (?:is|are|was|were)|as is))*(?= |$)/

/** `never mind`: lets a question go, or takes back what was asked for last and still waits. */
export const neverMind: Intent = {
  name: 'never mind',
  example: 'Never mind',
  hints: /\b(?:withdraw|undo|never ?mind|take back)\b/i,
  respond(heard, past) {
    const words = line(heard.text)
    if (past.isAsking && /^(?:no|nope|nah|no thanks|no thank you)$/.test(words)) return nothing
    if (/^(?:no|nope|nah)$/.test(words))
      return {
        text: 'All right. What shall I do instead? “Never mind” takes back a request that still waits.',
      }
    if (/^(?:no thanks|no thank you)$/.test(words)) return { text: 'All right.' }
    const newest = proposals(past.calls).at(-1)
    const wouldGo = newest && isOpen(newest) && /^(?:delete|cancel)_/.test(newest.tool)
    if (wouldGo && !past.isAsking && kept.test(words.replace(lead, '')))
      return withdraw([newest], past)
    const denied = heard.text.split(/[,;.!]+(?=\s|$)/).map(line)
    if (stays.test(words) && !denied.some((piece) => noneOfIt.test(piece)))
      return { text: 'All right, it stays as it is.' }
    if (heard.mails.length > 0 || /\?\s*$/.test(heard.text)) return null
    // After a look at something else, `leave that one` leaves what was looked at.
    if (
      /^(?:ok |okay |then |we |i )*(?:leave|skip) (?:that|this) one(?: for now| then| for later)?$/.test(
        words,
      ) &&
      /^(?:list|find|read)_/.test(past.calls.at(-1)?.tool ?? '') &&
      !past.isAsking
    )
      return { text: 'All right, nothing was asked for. What waits here stays as it is.' }
    const direct = taken(heard)
    const isPointed =
      direct && (it.test(direct.what) || (pointed(direct.what, past) ?? []).length > 0)
    const found = isPointed ? direct : (letGo(heard.text) ?? direct)
    if (!found) return null
    const { what, isPlain } = found
    // `And BKG-1004? Cancel that`: what is named beside it is meant.
    if (/\b(?:problem|sure|idea|fault|business|worry|matter|possible|joking|kidding)\b/.test(what))
      return null
    if (it.test(what) && /\bBKG-\d/.test(heard.text)) return null
    // What an e-mail shall say may well cancel something.
    if (
      past.isFree &&
      !it.test(what) &&
      !request.test(what) &&
      !/^(?:the |this |that )?(?:e?mail|message)$/.test(what)
    )
      return null
    const last = proposals(past.calls).at(-1)
    // After a booking was made, or a list of bookings, "cancel it" means the booking.
    if (
      /\bcancel (?:it|that|this)\b/.test(words) &&
      !past.isAsking &&
      last?.outcome.status === 'succeeded'
    )
      return null
    if (/\bcancel\b/.test(words) && past.calls.at(-1)?.tool === 'list_bookings') return null
    if (it.test(what) || request.test(what)) {
      if (past.isAsking) return nothing
      const open = waiting(past)
      if (open.length > 0) return withdraw(open, past)
      // `Don't pay anything` rules out what nobody has asked for.
      if (what.startsWith('anything')) return null
      return last?.outcome.status === 'approved' || /undo|withdraw|back/.test(words)
        ? { text: 'Nothing of yours waits here. What can still be undone has Undo on its card.' }
        : { text: 'All right. Nothing waits to be taken back here.' }
    }
    if (/\bbkg-/.test(what) || /^(?:all|the|my|any)? ?cancell?ed\b/.test(what)) return null
    const meant = pointed(what, past)
    if (meant && meant.length > 0) return withdraw(meant, past)
    if (past.isAsking && isPlain && namesKind(what) && what.split(' ').length <= 4) return nothing
    return null
  },
}
