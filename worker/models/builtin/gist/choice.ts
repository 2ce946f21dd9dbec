import type { Proposal } from '../history.ts'
import type { Past, Plan } from '../plan.ts'
import { takeBack } from '../take-back.ts'
import { pointed } from '../which.ts'

const withdraw = (some: readonly Proposal[], past: Past): Plan | null =>
  past.can('withdraw_request') && some.length > 0 ? { text: '', calls: takeBack(some) } : null

const idOf = ({ outcome }: Proposal): string => outcome.requestId ?? ''
const without = (all: readonly Proposal[], some: readonly Proposal[]): Proposal[] => {
  const ids = new Set(some.map(idOf))
  return all.filter((one) => !ids.has(idOf(one)))
}

/** Of those that wait, the ones that a piece points at, if it points at some of them and not at all. */
function some(what: string, open: readonly Proposal[], past: Past): Proposal[] | null {
  const found = /^(?:it|that|this|them|these|those|all|both)?$/.test(what)
    ? null
    : pointed(what.toLowerCase(), past)
  return found && found.length > 0 && found.length < open.length ? found : null
}

const keeping =
  /^(?:(?:i|we)(?: (?:still|only|just))* (?:want|need|keep) |(?:only|just) |keep |leave )(?:do |pay |keep |book |send |refund |take )?(.+?)(?: (?:yes|stays?|only|alone))?$|^(.+?) (?:yes|only|stays|is fine|is ok|is okay|is enough|will do)$/i
const dropping =
  /^(?:(?:i|we) (?:don't|do not|won't|no longer) (?:want|need) |(?:take|pull|withdraw|cancel|drop|remove|leave|skip|forget|scratch|stop|kill|delete|scrap|without|except|not|no) )(?:about )?(.+?)(?: (?:back|out|away|off|again|alone|aside))?$|^(.+?) (?:no|not|out|away)$/i

/**
 * Which of those that wait stay, and which go: `only the second one`, `take the first back`, `the mail no, the
 * money yes`.
 */
export function choice(
  pieces: readonly string[],
  open: readonly Proposal[],
  past: Past,
): Plan | null {
  if (open.length < 2) return null
  const last = open.at(-1)
  const alike = open.filter(({ tool }) => tool === last?.tool)
  for (const piece of pieces) {
    const [, one, other] = dropping.exec(piece) ?? []
    const dropped = (one ?? other) && some(one ?? other ?? '', open, past)
    if (dropped) return withdraw(dropped, past)
  }
  for (const piece of pieces) {
    const [, one, other] = keeping.exec(piece) ?? []
    const kept = (one ?? other) && some(one ?? other ?? '', alike, past)
    if (kept && without(kept, alike).length === 0) return withdraw(without(alike, kept), past)
  }
  return null
}
