const openers =
  /^(?:hi|hello|hey|hiya|dear (?:assistant|all|team)|good (?:morning|afternoon|evening|day)|ok|okay|sure|great|perfect|cool|right|alright|all right|please|kindly|so|well|then|now|and|also|too|oh|um|uh|hmm|actually|just|simply|next(?! (?:week|month|year|quarter|time|\w+day))|first(?:ly)?|second(?=[,:])|secondly|third(?=[,:])|thirdly|\d[.)](?= )|finally|lastly|thanks|thank you|by the way|btw|once (?:more|again)(?=[ ,]+(?:for|please|and)|:)|for the record|to (?:sum up|be clear|recap)|in short|here(?:'s| is| are) (?:what i need|my list|the list|today's list)|what i need(?: is)?|(?:a |just a |one )?quick (?:one|thing|request)|quick(?:ly)?(?! (?:one|question|thing|request)\b)|one more thing|another thing|in addition|additionally|after that|afterwards|hurry|urgent(?:ly)?|asap|anyway|anyhow|(?:while|if|since|as) (?:you|we)(?:'re| are) (?:at it|there)|before i forget|while (?:you are |you're )?at it|at the same time|in the same go|yes to(?= an? | the )|if you get a sec(?:ond)?|hope (?:you're|you are|all is|all's) well|today(?!,? ?(?:at|from|between|around|till|until|noon|\d)|.*\b(?:luma|atlas|birch|rooms?|tables?)\b)|right now|i hope you are well|task|todo|to do|request|reminder|(?:two|three|four|five|a few|\d) (?:things|bookings|reservations|requests|tasks|favou?rs|wishes)(?=:)|two things|three things|a few things)(?: there| assistant| team| again)?(?:[,!.:;\s-]+|$)|^(?:yes|no|yeah|yep|yup|sorry)(?:[,!.:]\s*| (?=please\b))|^(?:yes|yeah|yep|yup|sure) (?=(?:let's|lets|make|give|pay|send|book|refund|then)\b)/i
const courtesies: readonly RegExp[] = [
  /^(?:(?:could|can|would|will|might) (?:you|u|ya|someone|somebody|anyone|anybody)(?! mind)(?: please| kindly| maybe| possibly| perhaps| perhaps| just| quickly| also| then)*(?: (?:help me(?: to)?|be (?:so kind|kind enough|a dear)(?: as)?(?: to| and)|do me a favou?r and|go ahead and|make sure (?:to|that you)|manage to|try (?:to|and)|see if you can|see about|attempt to|be able to))?)\s+/i,
  /^(?:(?:would|do) you mind|mind|fancy)\s+(?=\w+ing\b)|^(?:would|do) you mind\s+/i,
  /^(?:can|could|may|might) (?:i|we) (?:please |kindly )?(?:trouble|bother|ask|beg|request)(?: you)?(?: please)?(?: for| to)?\s+/i,
  /^would(?: really| also)? (?:like|love|appreciate|prefer)(?: to)?\s+/i,
  /^(?:i|we)(?:'d| would)? (?:hereby |kindly )?(?:require|request)\s+(?!you )/i,
  /^(?:i|we)(?: would|'d| should)(?: really| also| very much)? (?:like|love|appreciate it if)(?: (?:for )?you)?(?: to| could| would)?\s+/i,
  /^(?:i|we)(?: really| also| still| now| just)?(?: want| need| wish| have got| have| must)(?: (?:for )?you)?(?: to)?\s+/i,
  /^(?:i|we)(?:'d| would) (?:really )?(?:appreciate|love|like) it\s+|^it(?:'d| would) be (?:so )?(?:great|nice|good|lovely|helpful|wonderful|fantastic)\s+(?:to )?(?=\w)|^see (?=(?:get|pay|book|refund|cancel|reserve)\b)/i,
  /^(?:need|want)(?: to)?\s+(?=\S)/i,
  /^(?:so |then )?you (?:can|may|should|might as well|are welcome to)(?: now| please| go ahead and| also| just)*\s+(?=(?:pay|settle|send|book|reserve|refund|cancel|go|claim|submit|delete|export|transfer|wire|make|give|release|drop|scrap|free|block|hold|put|get|call off|annul|remove)\b)/i,
  /^(?:would|will|is|might) (?:it|that) (?:be )?(?:(?:too much|a lot of|any|a (?:big |great )?) ?(?:trouble|hassle|bother|work|problem|imposition)|too much to ask|asking too much)(?: for you)? (?:to|if you(?: could| would)?) /i,
  /^quick (?:one|thing|question|request)\W+/i,
  /^do\s+(?=(?:please )?(?:pay|book|send|refund|reserve|cancel|export|delete|submit|settle)\b)/i,
  /^(?:see(?: to it)? that|ensure(?: that)?|be sure that)\s+/i,
  /^(?:is there )?any (?:chance|way|possibility) (?:that )?(?:i|we|you) (?:can|could|might|may)\s+/i,
  /^(?:i'm|i am|we're|we are) (?:looking|trying|hoping|asking you|here|going(?= to (?:need|want|have)\b)) to\s+/i,
  /^(?:i'm|i am|we're|we are) (?:looking for|after)\s+/i,
  /^(?:i'll|we'll|i will|we will|i shall|we shall|i'm going to|we're going to)(?: also| probably)? (?:have|take|need|require|be (?:needing|wanting|requiring))\s+/i,
  /^(?:let's|let us|lets|go ahead and|go on and|be so kind (?:as to|and)|do me a favou?r(?: and|[:,])|make sure (?:to|you|that you)|be sure to|feel free to|try (?:to|and)|it's time to|time to|help me(?: to)?|would it be possible to|is it possible to|any chance (?:you (?:can|could)|of)|it would be (?:great|nice|good) if you (?:could|would)|i (?:was wondering|wonder|wondered) (?:if|whether) (?:it (?:might|would|could) be possible (?:for (?:me|us) )?to|(?:you|we|i) (?:could|might|can))(?: please)?|do you think you could|i'd be grateful if you (?:could|would)|your (?:task|job) is to)\s+/i,
  /^(?:can|could|may|might) (?:i|we)(?: please| kindly| also| possibly| perhaps| maybe| just)*\s+(?=(?:get|have|book|reserve|grab|squeeze in|fit in)\b(?! (?!both|the (?:two|2)\b)(?:\w+ ){0,3}(?:bookings|tables|rooms)\b(?! as\b)))/i,
  /^(?:can|could|may|might) (?:i|we)(?: please| kindly| also)?\s+(?:have|get|see|download)\s+(?=.*\bbookings?\b.*\b(?:as|in|into|to) (?:an? )?(?:\w+ )?(?:file|csv|spreadsheet|excel|xlsx?|sheet|download|export)\b)/i,
  /^(?:can|could|may|might) (?:i|we)(?: please| kindly| also)?\s+(?:have|get)\s+(?=(?:an? |the )?(?:spreadsheet|csv|file|export|excel)\b)/i,
  /^(?:when|whenever|if) (?:you (?:have|get|find)(?: got)? (?:a |some )?(?:minute|moment|second|sec|chance|time)|you can|it's convenient|possible|that's ok(?:ay)?|you don't mind|you could|it's not too much trouble)[, ]+/i,
  /^(?:as soon as (?:you can|possible))[, ]+/i,
]
const closers =
  /(?:[,.]?\s+(?:please|kindly|thanks|thank you|thank you (?:very|so) much|thanks a lot|many thanks|many thanks in advance|thanks in advance|cheers|for me|for us|(?<!before |until |by |than |since |from )now|right now|right away|immediately|asap|as soon as possible|at once|(?<!before |until |by |than |since |from |up to |^(?:(?:and|also|please|then|now|ok|could you|can you|i need|we need) )*(?:book|reserve|grab|get|take|block|hold|schedule|secure|need|want|squeeze|fit)\b.*\b(?:luma|atlas|birch|table|room)\b.*)(?<!\b(?:luma|atlas|birch|rooms?|tables?)\b.*)today|again|(?<!\bcancell?ed(?: ones| bookings)?,? )(?:too|as well)|then|instead|ok|okay|would you|will you|could you|can you|if possible|if you can|(?:while|if|since|as) (?:you|we)(?:'re| are) (?:at it|there)|if you could|when you can|when you get a chance|when you have a (?:moment|minute)|that would be great|that would be nice|quickly|thx|tx|ty|tia|much appreciated|that'd be great|already|lol|go ahead|go for it|off you go)|,\s+(?:please )?(?:do it|do that|do so|proceed|make it so|that's (?:fine|ok|okay)(?: (?:with|by) me)?))$/i

/** Takes `pattern` away as often as it matches. */
export function strip(text: string, pattern: RegExp): string {
  let left = text
  for (let before = ''; before !== left;) {
    before = left
    left = left.replace(pattern, '')
  }
  return left
}

const gerunds: Record<string, string> = {
  paying: 'pay',
  settling: 'settle',
  sending: 'send',
  transferring: 'transfer',
  wiring: 'wire',
  refunding: 'refund',
  booking: 'book',
  reserving: 'reserve',
  cancelling: 'cancel',
  canceling: 'cancel',
  emailing: 'email',
  writing: 'write',
  exporting: 'export',
  deleting: 'delete',
  removing: 'remove',
  giving: 'give',
  making: 'make',
  submitting: 'submit',
  claiming: 'claim',
  getting: 'get',
  changing: 'change',
  telling: 'tell',
  showing: 'show',
  taking: 'take',
  putting: 'put',
  handling: 'handle',
  processing: 'process',
  clearing: 'clear',
  covering: 'cover',
  sorting: 'sort',
  dealing: 'deal',
  arranging: 'arrange',
  dropping: 'drop',
  calling: 'call',
  releasing: 'release',
  returning: 'return',
  filing: 'file',
  adding: 'add',
  setting: 'set',
  letting: 'let',
  blocking: 'block',
  holding: 'hold',
  seeing: 'see',
  checking: 'check',
  forwarding: 'forward',
  promoting: 'promote',
  issuing: 'issue',
}

/** A plea makes an order of these: `could we send Harbor Print $12, please?` */
const pleas =
  /^(?:can|could|may|might) (?:i|we)(?: please| kindly| just| also)*\s+(?=(?:pay|settle|send|transfer|wire|expense|claim|refund|cancel|export|delete|give|submit|put|make|use|take)\b)/i
/** `Could we send Harbor Print $12?` with a sum in it is a wish; about what is allowed it is a question. */
const sharedWish =
  /^(?:can|could) we (?:please |just |also |maybe |quickly )*(?=(?:pay|send|transfer|wire|refund|return|give|issue)\b.*(?:\$ ?\d|\d (?:dollars|bucks|usd)\b|\bORD-\d+ \d[\d.]* back\b|\d back (?:on|for) ORD-))(?!.*\b(?:without|even|legally|still|ever|more than|up to|at once|per|if|before|later|ourselves|instead of)\b)/i
const owed =
  /^(?:can|could|will|would|may|might) (?:the company|the office|accounting|finance)(?: please)?\s+(?=(?:pay|give|reimburse|refund) (?:me|us)\b)|^(?:can|could|may|might) (?:i|we)(?: please)?\s+(?=(?:be|get) (?:reimbursed|refunded|paid back)\b|(?:get|have) (?:it|that|this|the money|those|my (?:[\p{L}-]+ ){0,2}money|(?:my|the) money (?:for|of|from) (?:[\p{L}-]+ ){1,4}) ?back\b|(?:get|have) back \$?(?:\d|the \$|the \d|my|the money))/iu

/** `paying INV-1001`, asked for, as the order that it is. */
export const imperative = (words: string): string =>
  words.replace(/^[a-z]+ing\b/, (word) => gerunds[word] ?? word)

export type Bared = { words: string; isCourteous: boolean }

/** The words without greeting, courtesy and closing mark, and whether a courtesy asked for something. */
export function bare(text: string): Bared {
  const closed = strip(text.replace(/[.!?;:,\s-]+$/, ''), closers).replace(/[.!?;:,\s]+$/, '')
  let words = strip(closed, openers)
  let isCourteous = /\bplease\b|\bkindly\b/i.test(text)
  if (owed.test(words)) isCourteous = true
  if (isCourteous) words = words.replace(pleas, '').replace(owed, '')
  for (let before = ''; before !== words;) {
    before = words
    for (const courtesy of courtesies) {
      const shorter = words.replace(courtesy, '')
      if (shorter !== words) isCourteous = true
      words = shorter
    }
    words = strip(words, openers)
  }
  const shared = words.replace(sharedWish, '')
  if (shared !== words) isCourteous = true
  words = shared
  if (isCourteous)
    words = words.replace(
      /^to (?=(?:pay|make|send|transfer|wire|refund|book|reserve|cancel|submit|give|settle)\b)/i,
      '',
    )
  if (isCourteous) words = imperative(words)
  return { words: words.trim(), isCourteous }
}
