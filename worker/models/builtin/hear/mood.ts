import { noBurden } from './burden.ts'

/** How a clause is meant; only a plain one can be an order. */
export type Mood = 'plain' | 'question' | 'negated' | 'conditional' | 'reported' | 'supposed'

const question =
  /^(?:how|what|what's|whats|why|when|where|which|who|who's|whose|was|were|is|are|am|isn't|aren't|has|have (?:i|we|you|they)|had|did|didn't|does|doesn't|do (?:i|we|you|they)|should|shall|may|might|must|can|could|would|will|wouldn't|(?:please )?(?:tell|show|explain to|remind) me (?:(?:until|till|from|at|for|by|since|on|to|in) )?(?:how|what|why|when|where|which|who|if|whether|again how)|(?:until|till|from|at|for|by|since|on|in) (?:what|which|when|how)\b|(?:know|learn|find out|understand|hear|ask|see|check)(?: please)? (?:who|what|when|where|which|whether|how|why)\b|(?:know|learn|find out|hear) if\b|explain|i wonder|i'm wondering|any idea)\b/i
const negation =
  /^(?:(?:i|we|you|they|he|she|it|please|just|really|now|so|but|and|there's|there is|that|this)['\w]* )*?(?:do(?:es)? not|don't|dont|did ?n[o']t|never|not|no|cannot|can't|cant|won't|wont|will not|shouldn't|should not|mustn't|must not|wouldn't|would not|needn't|need not|no need|without|stop|avoid|refrain|hold off|hold on|skip|forget|ignore|instead of|rather than|nobody|no one|neither|nothing|isn't|aren't|under no circumstances|leave (?:it|that|this|inv|bkg|ord|them))\b/i
const condition =
  /\b(?:if|unless|whenever|as soon as|in case|provided(?: that)?|assuming|supposing|in the event|depending on|as long as|subject to|once (?!more\b|again\b|a\b|and\b|per\b|upon\b|due\b)\p{L}+|when (?:i|you|we|he|she|it|they|the|that|this|my|our|everybody|everyone)|(?:until|till) (?:i|you|we|he|she|it|they|the (?!end of)\D|that|this(?! (?:week|month|year|quarter|morning|afternoon|evening))|my)|(?:after|before) (?:i|you|we|he|she|it|they|that|this(?! (?:week|month|year|quarter|morning|afternoon|evening))|my|our|everybody|everyone)|only (?:if|when|after|once)|wait (?:for|until))\b/iu
/** `Should Rob agree, pay it`: a condition by the order of its words alone. */
const inverted =
  /^(?:and |then |but )?(?:should|had|were) (?:\p{L}[\p{L}'-]* ){1,6}\p{L}[\p{L}'-]*,/iu
const harmless =
  /\b(?:regardless|no matter)(?: of)? (?:if|whether)\b|\bas (?:long|early|late|close|near) as possible\b|\b(?:while|if|since|as) (?:you|we)(?:'re| are) (?:at it|there)\b|\bbefore i forget\b|\bbefore (?:she|he|they) \p{L}+(?: \p{L}+)?|\bif (?:possible|you can|you could|you (?:do not|don't) mind|that's (?:ok|okay|fine|possible|all right)|that is (?:ok|okay|possible)|you please|it's possible|you would|you like|i may|you have (?:a |the )?(?:time|minute|moment))\b|\b(?:when|whenever|as soon as) (?:you (?:can|could|have|get|find)[^,.;]*|possible)|\bif you (?:could|would) (?=\w+.*\b(?:great|grateful|appreciated?|nice|good|helpful)\b)/giu
/** `I'd appreciate it if …`: a wish in the form of a condition. */
const grateful =
  /\b(?:i|we)(?:'d| would) (?:really |very much )*(?:appreciate it|be (?:very |so |most |really )*(?:grateful|glad|happy|pleased|thankful|obliged|delighted)|love it|like it)(?: very much| a lot)? if |\b(?:it )?(?:would|'d) (?:help|be (?:so |very |really |most |extremely |much )*(?:great|good|nice|lovely|helpful|super|perfect|wonderful|fantastic|cool|awesome|brilliant|kind|sweet|ideal|useful|appreciated|excellent|amazing|marvell?ous|handy|convenient|wise|best|fine|a (?:great |big |huge )?help|a relief|a pleasure)(?: of you)?) (?:if|when) /giu
const report =
  /\b(?:said|says|wrote|writes|asked (?:me|us|you|him|her|for)|asks (?:me|us|you|that|to)|told (?:me|us|him|her|you|them)|tells me|texted|reads|states|stated|(?<!\b(?:\d|two|three|four|some|my|the|our|new|these|expense) )claims|claimed|suggested|suggests|demanded|demands|mentioned|insists|insisted|ordered me|wants (?:me|us|you)|want me to|expects (?:me|us)|thinks|believes|hopes|feels (?:that|we|like)|reckons|assumes|recommends|proposes|advises|keeps? (?:asking|saying|demanding|begging)|wishes|instructed|according to|the (?:note|email|message|letter|text|mail|memo|subject|prompt|instruction) (?:was|is|goes)|quote|translate|repeat after me|the (?:command|phrase|sentence|words?) )\b/i
const supposition =
  /\b(?:suppose|imagine|hypothetically|for example|for instance|e\.g\.|let's say (?!\d)|lets say (?!\d)|let me think|think about (?:it|whether)|whether (?:we|to|i)\b|pretend|in theory|what if|i might|i may (?!have)|we might|we may (?!have)|maybe (?:i|we)|perhaps (?:i|we)|(?<!(?:chance|way|possible|possibility)(?: that)? )(?:i|we) could(?! (?:use|do with)\b)|(?:i|we)(?:'m|'re| am| are| was| were)? ?(?:was |were )?(?:just )?(?:thinking|considering|wondering|planning|toying|debating)|someday|some day(?! (?:next|this|in|during|of|between|after|before|around|soon))|one day(?! (?:next|this|in|during|of|between))|sometime(?! (?:next|this|in|during|between|on|around|tomorrow))|eventually|in the future|i used to|i wish i|(?:would|should|could) have (?=\w+ed\b|been|paid|sent|done|gone|told|said|got)|or maybe not|or not|not sure (?:if|whether)|as an example|just testing|remind me)\b/i
const retraction =
  /^(?:(?:oh|no|wait|but|and|actually|hmm|ah|ok|or|well|please|so|sorry)[, ]+)*(?:(?:actually|wait|stop),? (?:no|don't|do not|not)|don't|do not|dont|please don't|no wait|wait no|wait|never ?mind(?: that| it)?|forget (?:it|that|about it)|scratch that|ignore that|disregard(?: that)?|cancel that|strike that|not yet|not now|not really|on second thoughts?.*|hold on|hold off|just kidding|only kidding|kidding|(?:i'm |i am )?(?:just )?joking|jk|i changed my mind|changed my mind|or (?:maybe|rather|perhaps) not|maybe not|rather not|better not|stop|just a joke|that was a joke|i take (?:it|that) back|(?:i|we|they|he|she)(?: have| has|'ve|'s)? already (?:did|done|paid|sent|refunded|booked|cancelled|exported|handled)(?: (?:it|that|this|them))?(?: (?:yesterday|today|this \w+|last \w+|myself))?|(?:do not|don't|dont) (?:submit|pay|send|book|reserve|file|claim|expense|export|refund|cancel|delete|do|order)(?: (?:it|that|this|them|anything|any of (?:it|them)))? (?:yet|now|today)|don't do (?:it|that|this|anything).*|do not do (?:it|that|this).*|no)$/i

/** Whether these words take back what was said just before them. */
export const takesBack = (words: string): boolean =>
  retraction.test(words.replace(/[.!?,\s]+$/, ''))

const nothing =
  /^(?:pay|send|refund|book|reserve|cancel|export|delete|give|transfer|email|submit) (?:absolutely )?(?:no|nothing|nobody|none|no one)\b/i

export const isNegated = (words: string): boolean => negation.test(words) || nothing.test(words)
export const isQuestion = (words: string): boolean => question.test(words)
export const isReport = (words: string): boolean => report.test(words)
/** Somebody else is to do it: `is supposed to be paid by Riley`. */
const byOther =
  /\b(?:be|get|gets|being|is|are) (?:\w+(?:ed|id)|dealt with|taken care of|sent|seen to) (?:\w+ )?by (?!(?:the end|end|close|the way|us|you|then|now|noon|midday|midnight|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|this|e?mail|post|wire|card|cheque|check|bank|transfer|eod|eob|cob|lunch|january|february|march|april|may|june|july|august|september|october|november|december|\$|\d|one|two|three|four|five|six|seven|eight|nine|ten)\b|\d|\$)/i
const vaguely =
  /\b(?:at some (?:point|stage|time)|in due course|sooner or later|before long|down the (?:line|road)|any ?time (?:soon|before|until)|when(?:ever)? convenient|one of these days)\b|\b(?:the|our|my) (?:plan|idea|intention|goal|aim|hope|dream|rule|policy) (?:is|was|would be) (?:to|that)\b|\bmust have (?=\w+ed\b|been|paid|sent|done|gone|made|given)\w+\b/i
export const isSupposed = (words: string): boolean =>
  supposition.test(words) || byOther.test(words) || vaguely.test(words)
/** `Check if anything is free`: the "if" asks. */
const whether =
  /\b(?:check|see|find out|look up|look|tell me|let me know|know) if (?=[^,.;]*\b(?:free|available|open|taken|occupied|a table|any|anything|space|booked)\b)/gi

export const isConditional = (words: string): boolean =>
  inverted.test(words) ||
  condition.test(
    words
      .replace(grateful, '')
      .replace(noBurden, '')
      .replace(harmless, '')
      .replace(/(?:^|[,;.]\s*|\b(?:and|then) )after (?:that|this)\b/gi, '')
      .replace(whether, 'check whether '),
  )
/** `I was wondering whether you might be able to …` */
const wondering =
  /\b(?:i|we)(?: was| were| am|'m| are|'re)(?: just)? wondering (?:if|whether) (?=you (?:could|might|can|would)\b)/gi
/** Without the conditions that are only polite. */
export const withoutPoliteIf = (words: string): string =>
  words
    .replace(wondering, 'please ')
    .replace(grateful, 'please ')
    // `Please you reserve …`, as some say it.
    .replace(
      /^please you (?:could |would |can |might |will )?(?:possibly |perhaps |maybe )?(?:be able to |manage to )?(?=(?:book|reserve|block|hold|cancel|get|put|find|arrange|call|drop|organi[sz]e|make|secure|keep|save|release|grab|take|set|give|look|check|send|pay)\b)/i,
      'please ',
    )
    .replace(noBurden, ' ')
    .replace(harmless, '')
    .replace(/^[\s,:]+/, '')
    .replace(/,\s*,/g, ',')
