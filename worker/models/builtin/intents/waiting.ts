import { z } from 'zod'
import { count, upperFirst } from '../phrases.ts'
import type { Intent, Teller } from '../plan.ts'

const result = z.object({ requests: z.array(z.unknown()) })

/** `What is waiting for me?`: the cards show below, so they are only introduced. */
export const waiting: Intent = {
  name: 'waiting for me',
  example: 'What is waiting for me?',
  hints: /\b(?:wait(?:s|ing)?|review|approvals?|inbox|decide)\b/i,
  look: ({ plain }, { text: whole, clauses }) => {
    const text = clauses.length > 1 ? plain : whole
    return /\bwait(?:s|ing)? (?:for|on) (?:me|my)\b|\b(?:my|the|open) (?:approvals|inbox|queue)\b|\b(?:what|anything|which|show|list|is there|requests?|do i (?:have|need))\b.*\b(?:to|should i|must i|can i|i (?:must|should|can|need to)) (?:approve|review|decide|confirm|answer|countersign)\b|\bneeds? my (?:approval|answer|decision|ok|review)\b|\bapproval (?:queue|list|inbox)\b|\b(?:requests|approvals) (?:for|to) me\b|^(?:is )?(?:anything|something) waiting\W*$|^(?:inbox|what(?:'s| is) waiting)\W*$/i.test(
      text,
    )
      ? { text: '', calls: [{ tool: 'list_waiting', input: {} }] }
      : null
  },
}

export const tellWaiting: Teller = {
  tool: 'list_waiting',
  tell(value) {
    const read = result.safeParse(value).data
    if (!read) return { text: 'I could not look up what waits for you; please try again.' }
    const { length } = read.requests
    if (length === 0) return { text: 'Nothing waits for you.' }
    return {
      text: `${upperFirst(count(length, 'request'))} ${length === 1 ? 'waits' : 'wait'} for your answer.`,
    }
  },
}
