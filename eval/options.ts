import { parseArgs } from 'node:util'
import { Problem } from '../scripts/problem.mjs'
import { type SetName, sets } from './files.ts'

export type Options = {
  only: SetName | undefined
  topic: string | undefined
  id: string | undefined
  file: string | undefined
  json: string | undefined
  showHeldBack: boolean
}

/** What `npm run eval -- …` was asked for; a `Problem` names an option that is not known. */
export function optionsFrom(args: string[]): Options {
  const { values } = parsed(args)
  const only = sets.find((set) => set === values.only)
  if (values.only !== undefined && !only) {
    throw new Problem(`--only takes ${sets.join(' or ')}, not ${values.only}.`)
  }
  const { topic, case: id, file, json } = values
  return { only, topic, id, file, json, showHeldBack: values['show-held-back'] === true }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        topic: { type: 'string' },
        case: { type: 'string' },
        file: { type: 'string' },
        json: { type: 'string' },
        'show-held-back': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error))
  }
}
