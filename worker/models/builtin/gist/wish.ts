import type { Clause, Heard } from '../hear/hear.ts'

/** Verbs in their base form: a clause that begins with one is an order. */
const imperative =
  /^(?:(?:please|just|then|now|also|and|so|go ahead and|go and|to) )*(?:pay|settle|send|transfer|wire|remit|refund|reimburse|book|reserve|cancel|call|delete|remove|purge|wipe|export|download|give|grant|make|promote|demote|submit|file|expense|claim|put|get|take|schedule|arrange|drop|clear|withdraw|add|hold|return|reset|set|change|let|have|do|go|process|handle|execute|effect|action|push|pull|move|shift|knock|scrap|bin|ditch|kill|trash|dump|lose|release|free|void|erase|empty|clean|tidy|reverse|credit|compensate|repay|forward|deposit|slip|shoot|hand|drop|cover|finish|close|sort|see|deal|turn|appoint|assign|name|switch|bump|raise|lower|elevate|upgrade|downgrade|restrict|register|record|log|enter|block|grab|secure|find|squeeze|fit|pencil|sign|bring|prepare|produce|generate|create|provide|back|save|extract|issue|initiate|start|run|fix|confirm|request|order|keep|ensure|discharge|honou?r|square|ring|phone|cut|write|update|adjust|apply|route|tip)\b/
/** The event first, the order afterwards: `Board call on Thursday, 6 to 7, put it in Atlas`. */
const orderAfter =
  /[,;:.-] (?:(?:so|and|then|please|just|now) )*(?:book|reserve|block|put (?:it|this|that|us|me|them)|hold|grab|get (?:us|me|it|that|this|them)(?: one)?|take|make it|use|keep|pencil (?:us|me|it)|cancel|call off)\b(?!ed)/

/** What somebody owes to happen: said to an assistant, that is a wish. */
const need =
  /\b(?:needs?|has to|have to|must|should|shall|ought to|supposed to|is to|are to|would be (?:very |so |really )*(?:happy|glad|grateful|delighted|pleased) (?:about|for|with|to)|'d be (?:very |so |really )*(?:happy|glad|grateful|delighted|pleased) (?:about|for|with|to)|ready to|due for|time to|can go|may go|could do with|could use|wanting to|hoping to|looking to|wants? to|want|wish|would like|'d like|from now on|as of (?:today|now)|i'm claiming|owed back|to be|is off|are off|wants? (?:\w+ )*back|(?:is|are) (?:needed|required|wanted))\b/
const done =
  /\b(?:already|(?<!\b(?:before|since|of|than|until|till) )last (?:week|month|year|night|time)|yesterday|ago|thinks?|thought|believes?|heard|hopes?|wonder|told|wanted|used to|did|knows?|knew|usually|normally|always|often|sometimes|would have|who|which|why|expected|got|gets|gave|asked|requested|tried|failed|refused|became|applied|denied|declined|rejected|supposedly|apparently|allegedly)\b/
const finite =
  /\b(?:ate|met|drank|went|held|took|left|kept|ran|is|was|were|are|has|had|got|did|does|do|will|can|may|might|could|would|seems?|looks?|says?|went|came|sent|paid|cost|costs|wants?|knows?|likes?|loves?|owes?|needs?)\b|n't\b/

const denial =
  /\b(?:not|never|nor|no longer|without|nothing|refus\w*|declin\w*|reluctant|against|rather not|nobody|no one|none|(?:i'm|we're|i am|we are|he's|she's|they're) (?:going to|gonna) (?!need)|prevent|avoid|stop|hold off|hold back|wait|postpone|delay|pause|freeze|suspend|skip|unpaid|untouched|instead|anymore|alone|keep .* from)\b|n't\b|\b(?:cant|wont|dont|doesnt)\b/

/** `…, he got promoted`: why, which says nothing of whether it is wished for. */
const reasonAfter =
  /, (?:he|she|they|it|we|i)\b(?!.*\b(?:already|yesterday|ago|before|needs?|wants?|should|must)\b)[^,]*$/

/** A verb of what is over, as far as its ending tells. */
const past = /\b(?!cancell?ed|confirmed|damaged|needed|unpaid|red|bed|med)\w{2,}ed\b/

/** Whether it begins as an order does. */
export const isImperative = ({ plain }: Clause): boolean => imperative.test(plain)

/** How surely a clause wishes for something: 2 orders it, 1 may. */
export function wishOf(clause: Clause): 0 | 1 | 2 {
  const { plain, mood, isCourteous, asks } = clause
  if (mood !== 'plain' || (asks && !isCourteous) || denial.test(plain) || isStatement(clause))
    return 0
  if (
    isCourteous ||
    imperative.test(plain) ||
    orderAfter.test(plain) ||
    /: be so kind as to /.test(plain)
  )
    return 2
  if (done.test(plain.replace(reasonAfter, ''))) return 0
  if (need.test(plain)) return 2
  const said = plain.replace(/ ?\([^)]*\)/g, '')
  return !finite.test(said) && !past.test(said) && said.split(' ').length <= 12 ? 1 : 0
}

const names = /\b(?:inv|ord|bkg)-|\$|\d|@/
/** A question, or what is denied, about the thing itself; `lovely weather, isn't it?` is not. */
const holdsBack = ({ mood, plain }: Clause): boolean =>
  ['conditional', 'reported', 'supposed'].includes(mood) ||
  (mood === 'question' && (names.test(plain) || imperative.test(plain))) ||
  bySelf.test(plain) ||
  (mood === 'negated' && !excuse.test(plain)) ||
  (mood === 'plain' && /\b(?:not|never)\b|n't\b/.test(plain) && !excuse.test(plain))
/** Who sees to it is somebody else, or the person who writes. */
const bySelf =
  /^(?:but |and |so )?(?:i'll|i will|they'll|they will|he'll|she'll|we'll|i can|she can|he can|they can) (?:\p{L}+ )?(?:see (?:about|to) (?:it|that)|take care of (?:it|that)|handle (?:it|that)|(?:do|book|pay|arrange|send|sort|settle) (?:it|that|them|this)(?: out)? (?:myself|himself|herself|themselves|ourselves)|think about (?:it|that))/u
/** Reasons that say no without holding anything back. */
const excuse =
  /\b(?:can't|cannot|can not|won't|will not|couldn't|unable to|no longer|never|didn't|did not|don't|doesn't|isn't|is not|aren't|not)\b.*\b(?:make it|come|coming|going(?! to)|joining|attend|need|arrived?|showed|turned up|delivered|work(?:s|ed|ing)?|needed|necessary|required|happening|taking place|right|happy|it)\b/

const states =
  /\b(?:is|was|are|were|has|had|belongs?|failed|fails|took|takes|went|goes|came|comes|costs?|seems|looks|got|gets|does|did|happened|works|worked|requires?)\b/
const general =
  /^(?:expenses|payments|refunds|bookings|invoices|orders|customers|tables|rooms|transfers|exports?|e?mails)\b.*\b(?:need|are|have|require|must|should|cost|can|take|go)\b/

/** A deed that is spoken about: `deleting bookings scares me`. */
const deed =
  /^(?:pay|settl|send|wir|transferr|refund|book|reserv|cancell?|email|export|delet|remov|giv|mak|submitt|claim|chang)ing\b.*\b(?:scares?|annoys?|bothers?|worr(?:y|ies)|takes?|costs?|means?|makes?|feels?|helps?|hurts?|works?|sounds?|requires?|should|can|would|might|is|was|has)\b/

/** Nouns that begin like an order: `the refund request came in`. */
const namesake =
  /^(?:the )?(?:refund|payment|transfer|expense)s? (?:on|of|for|to|from) (?:(?!\b(?:because|since|as|it|they|which|that|he|she)\b)[^,;:])*\b(?:went|came|was|is|has|had|failed|worked|arrived)\b|^(?:refund|expense|transfer|export|claim|order|access|payment) (?:request|policy|process|file|job|rule)s?\b/

/** `Atlas seems to be free on Friday`: what somebody sees, not what is wished for. */
const seen =
  /\b(?:is|are|was|were|be|been|seems?|looks?|appears?|stays?|remains?)(?: to be| like| still| already| all)* (?:free|available|open|empty|booked|taken|full|busy|vacant|occupied|closed)\b/

/** `We'll be in Atlas tomorrow`: where somebody is. */
const being =
  /^there(?:'s| is| was)(?: already| also)? (?:a|an|the|no|some|another)\b|^(?:i|we|they|he|she|\p{L}+ and i)(?:'m|'re|'ll be|'s| am| are| is| will be| were| was)(?: all| still| going to be| both)* (?:in(?! need)|at|using|meeting|sitting|working|eating|having|presenting)\b/u

/** `Luma on Friday at 7 for 4, the client is paying`: the wish without what is told beside it. */
const withoutReason = (plain: string): string => {
  const main = plain.replace(
    /, (?:the|my|our|it|he|she|we|they|i|it's|we're|i'm|they're)\b[^,]*$/,
    '',
  )
  return /\b(?:luma|atlas|birch)\b/.test(main) ? main : plain
}

/** Whether a clause tells how something is: what it names is not asked for, whatever it is. */
export const isStatement = (clause: Clause): boolean =>
  clause.mood === 'plain' &&
  !clause.isCourteous &&
  (musing.test(clause.plain) || tells(withoutReason(clause.plain.replace(/ ?\([^)]*\)/g, ''))))

/** `A refund for ORD-2044 would set a bad precedent`. */
const musing =
  /^(?:(?:the|an?|another|any|full|partial|such an?) )*(?:refund|payment|transfer|expense|reimbursement)s? (?:on|of|for|to|from) (?:(?!\b(?:because|since|as|it|they|which|that|he|she)\b)[^,;:])*\b(?:would|might|could|will|makes?|sets?|costs?|means|seems|feels|sounds|looks)\b(?! be (?:great|nice|good|lovely|appreciated|fine|in order|perfect|helpful|appropriate|due))/

const tells = (plain: string): boolean =>
  !orderAfter.test(plain) &&
  (!imperative.test(plain) || namesake.test(plain)) &&
  (being.test(plain) ||
    (!/^(?:we|we're|i|i'm|us|there|it's|my|our)\b/.test(plain) &&
      (general.test(plain) ||
        deed.test(plain) ||
        (seen.test(plain) && !/\b(?:so|please|need|must|should|want)\b/.test(plain)) ||
        (states.test(plain) && !need.test(plain)))))

/** How surely the whole does; nothing of it may be conditional, somebody else's words or a thought. */
export function wishIn({ clauses }: Heard): 0 | 1 | 2 {
  if (clauses.some((one) => holdsBack(one))) return 0
  const wishes = clauses.map(wishOf)
  return wishes.includes(2) ? 2 : wishes.length > 0 && !wishes.includes(0) ? 1 : 0
}
