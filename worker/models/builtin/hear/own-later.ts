const later =
  /\b(?:i|we)(?:'ll| will)(?: just)? (?:ask|try|request|submit|check|come back|see)(?: (?:it|that|for it|her|him|them))?(?: again| once more)? (?:later|tomorrow|next|on|in|some|another|after|when)\b/i

/** `I'll ask again next week`: later, and by whoever says so. */
export const isOwnLater = (text: string): boolean => later.test(text)
