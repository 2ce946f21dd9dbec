import { digits } from './facts/numbers.ts'
import { readPlaces } from './facts/places.ts'
import { isStatement } from './gist/wish.ts'
import { isDoubtful } from './hear/doubt.ts'
import type { Clause, Heard } from './hear/hear.ts'
import { intents } from './intents/index.ts'
import { offer } from './offers.ts'
import type { Past, Plan } from './plan.ts'
import { sharingVerb } from './several.ts'
import { together } from './together.ts'

function taken(clause: Clause, heard: Heard, past: Past): Plan | null {
  for (const intent of intents) {
    const plan = intent.take?.(clause, heard, past)
    if (plan) return plan
  }
  return null
}

/** The others read their lists themselves. */
const sharesVerb: ReadonlySet<string> = new Set([
  'send_payment',
  'submit_expense',
  'refund_order',
  'change_access',
])

/** `Send Harbor Print $20, Tidewater Linen $30`: where each thing makes an order of its own, that is meant. */
function takenEach(clause: Clause, heard: Heard, past: Past): Plan | null {
  const pieces = sharingVerb(clause)
  // "The same evening" is that of a piece before.
  const plans = pieces.map((one, at) =>
    taken(one, { ...heard, clauses: pieces.slice(0, at + 1).toReversed(), text: one.words }, past),
  )
  const calls = plans.flatMap((plan) => (plan && !plan.hear ? (plan.calls ?? []) : []))
  const isEach =
    plans.length > 1 &&
    plans.every((plan) => plan?.calls?.length === 1 && !plan.hear && !plan.resume) &&
    // "Refund $75 of it, late delivery": what has no number of its own is a reason.
    (calls[0]?.tool !== 'refund_order' ||
      sharingVerb(clause).every(({ plain }) => /\bord-\d|\d/.test(plain))) &&
    (calls.every(({ tool }) => sharesVerb.has(tool) && tool === calls[0]?.tool) ||
      (calls.every(({ tool }) => tool.startsWith('book_')) &&
        new Set(calls.map(({ tool }) => tool)).size === 2)) &&
    new Set(calls.map(({ input }) => JSON.stringify(input))).size === calls.length
  return isEach
    ? together(
        plans.flatMap((plan) => plan ?? []),
        () => ({ text: '' }),
      )
    : null
}

/** `I'll ask for approval to …` as a question. */
const askingBack = (plan: Plan): Plan =>
  offer(
    plan.text.startsWith("I'll ask")
      ? plan.text.replace("I'll ask", 'Shall I ask').replace(/\.$/, '?')
      : 'Shall I ask for approval of that?',
    plan,
  )

/** What one clause wants: an order first, else something to look up. */
export function clausePlan(clause: Clause, heard: Heard, past: Past): Plan | null {
  if (clause.mood === 'plain' && !isStatement(clause)) {
    const plan = takenEach(clause, heard, past) ?? taken(clause, heard, past)
    if (plan) return isDoubtful(heard.text) && plan.calls ? askingBack(plan) : plan
  }
  // Words that are held back ask for nothing, not even for a look.
  if (clause.mood !== 'plain' && clause.mood !== 'question') return null
  for (const intent of intents) {
    const plan = intent.look?.(clause, heard, past)
    if (plan) return plan
  }
  return null
}

/** `Book Atlas tomorrow 9-10. Then the same room on Friday 9-10`. */
function bookedAgain(before: Clause | undefined, clause: Clause): Clause | null {
  const place = readPlaces(before?.words ?? '').find(({ kind }) => kind)?.name
  const same = /^(?:the )?same (?:room|table|place|venue)\b/i
  if (!place || clause.mood !== 'plain' || !same.test(clause.words)) return null
  if (!/^(?:book|reserve)\b/.test(before?.plain ?? '')) return null
  const words = `book ${clause.words.replace(same, place)}`
  return { ...clause, words, plain: digits(words.toLowerCase()) }
}

const verbless =
  /^\$ ?\d|^\d[\d.,]* (?:dollars|bucks|usd)\b|^(?:inv|ord|bkg)-\d+$|^(?:for |on )?ord-\d+[,:]? (?:only |just |with )?(?:\$ ?\d|\d[\d.]* (?:dollars|bucks))/

/** `expense $30 for lunch. And $9 for a cable`: an amount without a verb has that of the clause before. */
export function withVerbOf(
  before: Clause[],
  clause: Clause,
  heard: Heard,
  past: Past,
): Plan | null {
  const again = bookedAgain(before.at(-1), clause)
  if (again) return taken(again, { ...heard, clauses: [again] }, past)
  // What stands between them has the verb of the clause before it, too.
  const first = before.findLast(({ plain }) => !verbless.test(plain))
  const verb = /^(?:send|pay|transfer|refund|expense|submit|claim|wire|settle|cancel)\b/.exec(
    first?.plain ?? '',
  )?.[0]
  if (!verb || clause.mood !== 'plain' || !verbless.test(clause.plain)) return null
  const said = { ...clause, words: `${verb} ${clause.words}`, plain: `${verb} ${clause.plain}` }
  return taken(said, { ...heard, clauses: [said] }, past)
}
