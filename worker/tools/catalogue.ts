import { z } from 'zod'
import type { Action } from '../../domain/catalogue.ts'
import { CHANGE_POLICY } from '../../domain/policy-guard.ts'
import { tools } from './index.ts'
import type { EffectTool, Tool } from './tool.ts'

const jsonObject = z.object({
  properties: z.record(z.string(), z.looseObject({ type: z.unknown().optional() })).default({}),
})

/** A tool with consequences, as a policy may speak of it: by the arguments that people approve. */
function entryOf({ name, arguments: approved, undoMs }: EffectTool): Action {
  const schema = z.toJSONSchema(approved, { io: 'output', unrepresentable: 'any' })
  const { properties } = jsonObject.parse(schema)
  const fields = Object.keys(properties)
  const isNumber = (field: string) =>
    ['number', 'integer'].includes(String(properties[field]?.type))
  return {
    tool: name,
    fields,
    numbers: fields.filter(isNumber),
    undoable: undoMs !== undefined,
  }
}

const isEffect = (tool: Tool): tool is EffectTool => tool.kind === 'effect'

/** Everything that policy rules on: what the assistant can do, and a change of the policy itself. */
export const catalogue: readonly Action[] = [
  ...tools.filter(isEffect).map(entryOf),
  { tool: CHANGE_POLICY, fields: ['base'], numbers: ['base'], undoable: false },
]
