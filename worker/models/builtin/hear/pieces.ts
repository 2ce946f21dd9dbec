import { tail } from './tail.ts'

/** What people begin and end a message with, and say nothing by. */
const lead =
  /^(?:(?:no+|nope|nah|ok(?:ay)?|k|wait|hold on|hang on|stop|oh|uh+|um+|uf+|hm+|mm+|ah|ach|eh|erm*|sorry|oops|ups|right|yes|yeah|please|and|also|but|so|then|well|actually|hey|thx|thanks|thank you|great|super|nice|cool|good|perfect|lovely|brilliant|wonderful|excellent|fantastic|awesome|fine|alright|haha+|lol|no worries|no problem|never mind that|my mistake|my bad|one (?:more )?thing|by the way|btw|plus)(?:[ ,.!:]+|$))+/i
const trail =
  /(?:[ ,]+(?:please|then|thanks|thx|thank you|too|also|as well|instead|though|now|if possible|if you can|sorry|ok|okay|there|in there|to it|to that|while you(?:'re| are) at it))+$/i
const joints =
  /[,;.!?]+(?=\s|$)|\s-+\s|\s(?:because|since|cause|so|as|but|while|and(?= (?:make|take|keep|drop|leave|put|write|use|call|go|pay|book|send)\b))\s/i

/** One thing after the other, each without what surrounds it: people tell why in the same breath. */
export const piecesOf = (text: string): string[] =>
  text
    .split(joints)
    .map((piece) => piece.trim().replace(lead, '').replace(tail, '').replace(trail, '').trim())
    .filter((piece) => piece !== '')

/** The same at full stops and commas alone, each to its end: `8 is better`, `ask again`. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[,;.!?]+(?=\s|$)|\s-+\s|\s(?:because|since|cause|so|but)\s/i)
    .map((part) => part.trim().replace(lead, '').trim())
    .filter((part) => part !== '')

/** A message without what people begin it with. */
export const withoutLead = (text: string): string => text.replace(lead, '').replace(/[.!\s]+$/, '')
