import { ADDRESS } from '../hear/mail.ts'
import { looksLikeName } from '../hear/hear.ts'
import type { Frame } from './frame.ts'
import { reworded } from './wording.ts'

const address = new RegExp(ADDRESS)

/** `Ok. So the mail should say: …`: what leads to the text is none of it. */
const withoutLead = (words: string): string =>
  words.replace(
    /^(?:(?:ok|okay|so|right|now|well|fine|alright|anyway|good|thanks|please|then|back to (?:the |my |that )?(?:e?mail|message|text))[,.:;! ]+)*(?:(?:the |my )?(?:e?mail|text|message|body|note)?,? ?(?:should|shall|must|can|is to|to)? ?(?:just |simply )?(?:say|says|read|reads|be)(?: this| the following)?|(?:please )?(?:write|put|send)(?: (?:to )?(?:them|him|her))?(?: this| the following| that)?|the (?:text|message|body|e?mail)(?: is)?|back to (?:the |my |that )?(?:e?mail|message|text))\s*:\s*(?=\S)/i,
    '',
  )

const assent =
  /^(?:of course|sure|certainly|gladly|yes|here (?:you go|it is)|(?:the|their|his|her) address is|that's|that is|they are)[\s:,.!]*$/i

/** An e-mail: to whom, and what it says. */
export const email: Frame = {
  tool: 'send_email',
  required: ['to', 'body'],
  optional: ['subject'],
  again: 'to',
  isFreeText: true,
  asks: {
    to: 'to which e-mail address shall I send it (the recipient)',
    body: 'what shall the e-mail say (its text)',
  },

  read({ words, plain }, _now, asked, known) {
    const to = address.exec(words)?.[0]
    const subject = /^(?:the |with (?:the )?)?subject(?: is| line)?:? (?:to )?"?(.+?)"?$/i.exec(
      words,
    )?.[1]
    // An answer is the text itself, except where it is the address, or both.
    const rest = withoutLead(words)
      .replace(address, '')
      .replace(
        /^(?:(?:send it )?to|it's|his (?:address|email) is|her (?:address|email) is|and|that|saying|say|tell (?:him|her|them)|just|:|,|\s)+\b(?= |$)|^[\s,:.]+/gi,
        '',
      )
      .trim()
    // `Of course: orders@petalworks.example` says yes, and whom.
    const left = to && assent.test(rest) ? '' : rest
    const says =
      asked.includes('body') &&
      !subject &&
      left.length > 1 &&
      (!asked.includes('to') || to || !looksLikeName(left))
        ? left.replace(/^"(.+)"$/, '$1')
        : undefined
    const isChange = !asked.includes('body') && known.body !== undefined
    const text = isChange
      ? /^(?:(?:the )?(?:text|body|message) (?:should be|is|to)|say|it should say|write)(?: that)?:? "?(.+?)"?$/i.exec(
          words,
        )?.[1]
      : undefined
    const swapped = isChange && !to && !subject ? reworded(String(known.body), text ?? words) : null
    return {
      slots: {
        ...(to && { to }),
        ...(subject && { subject }),
        ...(says && !/^(?:yes|no|ok|okay)$/.test(plain) && { body: says }),
        ...(text && { body: text }),
        ...(swapped && { body: swapped }),
      },
    }
  },

  say: ({ to, subject }) => `send an e-mail to ${to}${subject ? ` about “${subject}”` : ''}`,

  isOther: ({ plain }) =>
    /^(?:(?:book|reserve) (?:a|me|us|room|atlas|birch|luma|the)|pay (?:inv|invoice|harbor|northwind|alder|tidewater|\$)|(?:send|transfer|wire) (?:\$|\d|harbor|northwind|alder|tidewater)|(?:make|give|promote) (?:member|reviewer|manager|auditor)|submit an? (?:expense|claim)|refund|cancel|delete all|export|list|show|what is|what's|settle|help$|who is|what can|what do you|why do you|how do)(?:\b|(?<=\$))/.test(
      plain,
    ),
}
