/** One sentence of the person, without greeting, courtesy and closing mark. */
export type Sentence = {
  /** As written (names keep their case), invoice numbers in their full form. */
  words: string
  /** Asks for information. `Could you pay …?` is a courtesy, not a question. */
  isQuestion: boolean
}

/** What the person said, made easy to read for intents. */
export type Heard = {
  text: string
  sentences: Sentence[]
  /** `not` and its like anywhere: then nothing with consequences is taken as asked for. */
  isNegated: boolean
  /** A condition or a later time anywhere, which no tool can honour. */
  isConditional: boolean
  /** More than rules can follow; then nothing of it is read. */
  isTooLong: boolean
  /** Invoice numbers in the order of their mention, each once. */
  invoices: string[]
}

const openers =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|ok|okay|sure|great|right|alright|all right|please|kindly|so|well|then|now|and|also|actually|just|thanks|thank you)(?: there)?[,!.:\s]+|^(?:yes|no|yeah)[,!.:]\s*/i
const courtesies =
  /^(?:(?:could|can|would|will) you(?: please| kindly| maybe)*|(?:i'd|i would) like (?:you )?to|i (?:want|need) (?:you )?to|let's|let us|go ahead and|be so kind and)\s+/i
const closers =
  /(?:,?\s+(?:please|thanks|thank you|for me|now|right now|right away|immediately|asap|today|again|too|as well))$/i
const question =
  /^(?:how|what|what's|why|when|where|which|who|whose|was|were|is|are|am|has|have|had|did|does|do(?! not)|should|shall|may|might|must|can|could|would|will|(?:tell|show|explain to) me (?:how|what|why|when|where|which|who|if|whether)|explain)\b/i

const negation =
  /\b(?:not|never|don't|dont|won't|can't|cannot|shouldn't|mustn't|wouldn't|without|stop|except|instead|cancel|hold off|no longer|forget)\b/i
const condition =
  /\b(?:if|unless|until|when|once|after|before|later|tomorrow|tonight|next (?:week|month|year|monday|tuesday|wednesday|thursday|friday)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in \d+ (?:minutes?|hours?|days?|weeks?|months?)|every (?:day|week|month|year)|monthly|weekly|daily)\b/i

/** `invoice no. 1001`, `inv 1001`, `#1001` → `INV-1001`. */
const invoiceNumber = /(?:\binv(?:oice)?(?:\s+(?:no\.?|nr\.?|number))?[\s#-]*|#)(\d{4,})\b/gi

/** Takes `pattern` away as often as it matches. */
function strip(text: string, pattern: RegExp): string {
  const shorter = text.replace(pattern, '')
  return shorter === text || shorter === '' ? text : strip(shorter, pattern)
}

function readSentence(text: string): Sentence {
  const plain = text.replace(/[.!?;:,\s]+$/, '')
  const opened = strip(plain, openers)
  const asked = strip(strip(opened, courtesies), openers)
  const isCourteous = asked !== opened
  return {
    words: strip(asked, closers).trim(),
    isQuestion: question.test(asked) || (!isCourteous && /\?\s*$/.test(text)),
  }
}

/** Characters; a longer text is a letter, not an order, and reading half of one could miss its "not". */
const LONGEST = 1_000

/** Reads what a person wrote. Pure and forgiving: any case, spacing and curly quotes. */
export function hear(written: string): Heard {
  const isTooLong = written.length > LONGEST
  const text = (isTooLong ? '' : written)
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(invoiceNumber, 'INV-$1')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
  // A full stop ends a sentence only before a space, so that $40.50 stays whole.
  const sentences = text
    .split(/(?<=[.!?;])\s+|\n+/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map(readSentence)
  return {
    text,
    sentences,
    isNegated: negation.test(text),
    isConditional: condition.test(text),
    isTooLong,
    invoices: [...new Set(text.match(/\bINV-\d{4,}\b/g))],
  }
}

/** The sentences that ask for something to be done; none where the whole holds back. */
export const orders = (heard: Heard): string[] =>
  heard.isNegated || heard.isConditional
    ? []
    : heard.sentences.filter((said) => !said.isQuestion).map((said) => said.words)

/** The whole as one line of lower case, for small talk and short answers. */
export const plainly = (heard: Heard): string =>
  heard.sentences.map((said) => said.words.toLowerCase()).join(' ')

/** Whether these words could name a person or a company, as the answer to "to whom?". */
export const looksLikeName = (words: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N} &'.,()-]{1,60}$/u.test(words) &&
  /\p{L}{2}/u.test(words) &&
  !/\bINV-\d/i.test(words) &&
  !/^(?:it|them|that|this|those|these|one|all|both|everything|everyone|somebody|someone|him|her)$/i.test(
    words,
  )
