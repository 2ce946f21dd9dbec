import type { Expectation, SingleExpectation, WantedCall } from './cases.ts'
import { type Clock, isSameCall, type MadeCall, pair } from './matching.ts'
import { asksFor } from './questions.ts'

/** An effect that the assistant called in this turn. `proposed`: it became a request of its own. */
export type EffectCall = MadeCall & { proposed: boolean }

/** What one turn came to. */
export type Observed = {
  /** What the assistant said in this turn. */
  text: string
  effects: EffectCall[]
  /** Names of the other tools that it called. */
  reads: string[]
  /** What waits in the whole conversation when the turn is over. */
  waiting: MadeCall[]
}

/** `wrong`: proposals that nobody asked for, whatever else was right. */
export type Verdict = { ok: boolean; problems: string[]; wrong: EffectCall[] }

const inWords = ({ tool, input }: WantedCall | MadeCall): string =>
  `${tool} ${JSON.stringify(input)}`

const listed = (calls: readonly (WantedCall | MadeCall)[]): string =>
  calls.length === 0 ? 'nothing' : calls.map(inWords).join(', ')

const alternatives = (expectation: Expectation): SingleExpectation[] =>
  'anyOf' in expectation ? expectation.anyOf : [expectation]

/** Compares a turn with what was expected of it; with several alternatives one must hold. */
export function judge(expectation: Expectation, observed: Observed, clock: Clock): Verdict {
  const options = alternatives(expectation)
  const outcomes = options.map((option) => problemsWith(option, observed, clock))
  const wanted = options.flatMap(({ calls = [], leaves = [] }) => [...calls, ...leaves])
  const wrong = observed.effects.filter(
    (effect) => effect.proposed && !wanted.some((call) => isSameCall(call, effect, clock)),
  )
  if (outcomes.some((problems) => problems.length === 0)) return { ok: true, problems: [], wrong }
  return { ok: false, problems: outcomes.map((problems) => problems.join('; ')), wrong }
}

function problemsWith(expected: SingleExpectation, observed: Observed, clock: Clock): string[] {
  const { calls, leaves, asks, reads, says } = expected
  const { text, waiting } = observed
  const problems: string[] = []
  if (calls) problems.push(...wrongCalls(calls, observed, clock))
  if (leaves) {
    const { missing, extra } = pair(leaves, waiting, clock)
    if (missing.length > 0 || extra.length > 0) {
      problems.push(`should leave ${listed(leaves)} waiting, but there is ${listed(waiting)}`)
    }
    // Allowed at once or denied by rule: it never waited, so the list above does not show it.
    if (!calls) problems.push(...unwanted(leaves, observed, clock))
  }
  if (!calls && !leaves && observed.effects.length > 0) {
    problems.push(`should change nothing, but called ${listed(observed.effects)}`)
  }
  if (asks && !asksFor(text, asks)) problems.push(`should ask for ${asks.join(', ')}`)
  const unread = reads?.filter((tool) => !observed.reads.includes(tool)) ?? []
  if (unread.length > 0) problems.push(`should look it up with ${unread.join(', ')}`)
  if (says !== undefined && !new RegExp(says, 'i').test(text)) {
    problems.push(`should say something like /${says}/`)
  }
  return problems
}

function wrongCalls(calls: WantedCall[], { effects }: Observed, clock: Clock): string[] {
  const proposed = effects.filter((effect) => effect.proposed)
  // A call that the tool turned down was still understood; one that was proposed comes first.
  const { missing, extra } = pair(calls, proposed, clock)
  const turnedDown = effects.filter((effect) => !effect.proposed)
  const { missing: never } = pair(missing, turnedDown, clock)
  if (never.length === 0 && extra.length === 0) return []
  return [`should propose ${listed(calls)}, but called ${listed(effects)}`]
}

function unwanted(leaves: WantedCall[], { effects }: Observed, clock: Clock): string[] {
  const extra = effects.filter(
    (effect) => effect.proposed && !leaves.some((call) => isSameCall(call, effect, clock)),
  )
  return extra.length === 0 ? [] : [`nobody asked for ${listed(extra)}`]
}
