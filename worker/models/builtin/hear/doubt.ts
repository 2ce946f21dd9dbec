const perhaps =
  /^(?:the )?(?:\w+ )?(?:INV|ORD|BKG)-\d+ (?:can|could|should|may|ought to) (?:\w+ )?(?:be|get) \w+[.!]?$/i
const surely = /\b(?:please|kindly|now|today|immediately|asap)\b/i
/** `$5,000 as a first part, is this not too much?` */
const asked =
  /[,.;-] ?(?:is|isn't|is not|would|wouldn't|was) (?:this|that|it) (?:not )?(?:be )?(?:too|a bit|not|ok|okay|right|correct|wise|possible|allowed|fine|enough|a lot)\b[^.!]*\?\s*$/i

/** `ORD-2001 should be refunded`: an order, or only an opinion; who hears it asks back. */
export const isDoubtful = (said: string): boolean =>
  asked.test(said) || (perhaps.test(said.trim()) && !surely.test(said))
