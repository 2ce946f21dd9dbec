import { hear } from '../hear/hear.ts'
import { proposals } from '../history.ts'
import { sameAgain } from '../intents/same-again.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const also =
  /^(?:(?:and|ok|okay|oh|sorry|please)[, ]+)*(?:i|we)(?:'d| would|'ll)? also (?:need|want|like|have|require|take) (?:it|that|the same|the (?:same )?(?:room|table)|one|this room|that room) (?=(?:on|for|at|from|the)\b|\w+day\b|tomorrow\b)(.{3,60})$/i

/** `We also need it on Friday from 9 to 10`: one more, and the one that waits stays. */
export const alsoNeeded: Intent = {
  name: 'needed then, too',
  respond(heard, past) {
    const when = also.exec(heard.text.replace(/[.!\s]+$/, ''))?.[1]
    if (!when || !proposals(past.calls).at(-1)?.tool.startsWith('book_')) return null
    return speaksOfIt(heard, past)
      ? (sameAgain.respond?.(hear(`the same ${when}`), past) ?? null)
      : null
  },
}
