const perhaps =
  /^(?:the )?(?:\w+ )?(?:INV|ORD|BKG)-\d+ (?:can|could|should|may|ought to) (?:\w+ )?(?:be|get) \w+[.!]?$/i
const surely = /\b(?:please|kindly|now|today|immediately|asap)\b/i

/** `ORD-2001 should be refunded`: an order, or only an opinion; who hears it asks back. */
export const isDoubtful = (said: string): boolean => perhaps.test(said.trim()) && !surely.test(said)
