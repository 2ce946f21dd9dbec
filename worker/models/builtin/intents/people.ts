import { z } from 'zod'
import { count, list, upperFirst } from '../phrases.ts'
import type { Intent, Teller } from '../plan.ts'

const result = z.object({
  people: z.array(z.object({ account: z.string().optional(), name: z.string(), role: z.string() })),
})

const asked =
  /\bwho (?:works|else works|is here|is in|has (?:an account|access)|are (?:my|our|the) (?:colleagues|people|reviewers|managers|auditors|admins|members))\b|\bwho(?: is|'s| are) (?:an? |the |our |my )?(?:other )?(?:reviewers?|managers?|auditors?|admins?|administrators?|members?)\b|\bwho has (?:the )?(?:role|\w+ (?:access|role|rights))\b|\b(?:list|show|see|give me|display|which|what|how many|are there|do we have)\b.*\b(?:people|users|accounts|colleagues|members|reviewers|managers|auditors|admins|team|staff|employees|everyone|everybody|roles of)\b|\bwhat(?: is|'s) (?:\S+|my|the role of \S+)(?:'s)? role\b|\bwhat role\b|^(?:people|team|users|staff|colleagues|everyone|everybody)$|\bwhich role\b/

/** `Who works here?` */
export const listPeople: Intent = {
  name: 'list people',
  example: 'Who works here?',
  hints: /\b(?:people|colleagues?|who)\b/i,
  look: ({ plain }) =>
    asked.test(plain) && !/\b(?:approv|decid|confirm|deny|denied)/.test(plain)
      ? { text: '', calls: [{ tool: 'list_people', input: {} }] }
      : null,
}

export const tellPeople: Teller = {
  tool: 'list_people',
  tell(value) {
    const people = result.safeParse(value).data?.people ?? []
    return {
      text: `${upperFirst(count(people.length, 'account'))}:\n\n${list(
        people.map(
          ({ account, name, role }) =>
            `${name}${account && account !== name ? ` (${account})` : ''}, ${role}`,
        ),
      )}`,
    }
  },
}
