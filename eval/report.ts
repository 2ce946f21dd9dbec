import { table } from '../bench/table.ts'
import type { Result } from './play.ts'

/** How the cases of one set, or of one topic in it, went. */
export type Tally = { right: number; all: number }

const TUNING = 'tuning'
const HELD_BACK = 'held-back'
/** What every set but the tuning one must reach. */
const BAR = 0.9

export const tally = (results: readonly Result[]): Tally => ({
  right: results.filter(isRight).length,
  all: results.length,
})

/** Nothing else was proposed either, whatever alternative held. */
export const isRight = ({ failure, wrong }: Result): boolean => !failure && wrong.length === 0

export const share = ({ right, all }: Tally): number => (all === 0 ? 1 : right / all)

const inWords = ({ right, all }: Tally): string =>
  all === 0 ? '' : `${right} of ${all} (${(share({ right, all }) * 100).toFixed(1)} %)`

/**
 * Whether the assistant may be called good: nine of ten right in every set that it was not tuned with, and
 * never a wrong proposal.
 */
export const passes = (results: readonly Result[]): boolean =>
  groups(results, (one) => one.case.set).every(
    ([set, of]) => set === TUNING || share(tally(of)) >= BAR,
  ) && results.every(({ wrong }) => wrong.length === 0)

const groups = <Key>(results: readonly Result[], key: (one: Result) => Key) =>
  [...Map.groupBy(results, key)] as [Key, Result[]][]

/** The figures: by topic and over all, each set in a column of its own. */
export function figures(results: readonly Result[]): string {
  const sets = groups(results, (one) => one.case.set).map(([set]) => set)
  const row = (name: string, of: readonly Result[]) => [
    name,
    ...sets.map((set) => inWords(tally(of.filter((one) => one.case.set === set)))),
  ]
  const topics = groups(results, (one) => one.case.topic)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([topic, of]) => row(topic, of))
  const dialogues = row(
    'all dialogues',
    results.filter((one) => one.case.isDialogue),
  )
  return table(['Topic', ...sets], [...topics, dialogues, row('everything', results)])
}

/** What failed, case by case; the held-back ones only when somebody insists. */
export function failures(results: readonly Result[], showHeldBack: boolean): string {
  const lines: string[] = []
  for (const { case: one, failure } of results) {
    if (!failure || (one.set === HELD_BACK && !showHeldBack)) continue
    const where = one.isDialogue ? `, turn ${failure.turn}` : ''
    lines.push(`✗ ${one.set} ${one.topic} ${one.id}${where}: “${failure.said}”`)
    for (const problem of failure.problems) lines.push(`    ${problem}`)
    if (failure.reply) lines.push(`    it said: ${failure.reply.replaceAll(/\s+/g, ' ')}`)
  }
  const hidden = results.filter((one) => one.failure && one.case.set === HELD_BACK).length
  if (!showHeldBack && hidden > 0) {
    lines.push(
      `Held back and failed: ${hidden}; counted above by topic, shown with --show-held-back.`,
    )
  }
  return lines.join('\n')
}

/** Every proposal that nobody asked for; of held-back cases only their number, unless insisted. */
export function wrongProposals(results: readonly Result[], showHeldBack: boolean): string {
  const all = results.flatMap(({ case: one, wrong }) => wrong.map((call) => ({ one, call })))
  const lines = all
    .filter(({ one }) => showHeldBack || one.set !== HELD_BACK)
    .map(({ one, call }) => `! ${one.set} ${one.id}: ${call.tool} ${JSON.stringify(call.input)}`)
  return [`Wrong proposals: ${all.length}`, ...lines].join('\n')
}

/** For a file: every result; of held-back ones only whether they were right, unless insisted. */
export const asData = (results: readonly Result[], showHeldBack: boolean): object[] =>
  results.map((result) => {
    const { id, set, topic } = result.case
    const told = { id, set, topic, right: isRight(result) }
    return set === HELD_BACK && !showHeldBack
      ? told
      : { ...told, failure: result.failure, wrong: result.wrong }
  })
