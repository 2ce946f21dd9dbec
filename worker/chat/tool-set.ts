import { jsonSchema, tool as sdkTool, type ToolSet } from 'ai'
import { z } from 'zod'
import { readInput, schemaForModels } from '../models/tool-input.ts'
import { tools } from '../tools/index.ts'
import type { ReadTool, Tool, ToolContext } from '../tools/tool.ts'
import { type Gate, NotProposed } from './gate.ts'
import { fenced } from './untrusted.ts'

/** What every call with consequences may say beside its own input. */
const replacing = z.object({
  replaces: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Only when the person corrects a request that still waits: its requestId. This call takes its place.',
    ),
})

const taken = new Map(
  tools.map(({ name, kind, input }) => [
    name,
    kind === 'effect' && input instanceof z.ZodObject ? input.extend(replacing.shape) : input,
  ]),
)

/** What a model may give to a tool. */
export const takenBy = ({ name, input }: Tool): z.ZodType => taken.get(name) ?? input

const schemaOf = (definition: Tool) =>
  jsonSchema<unknown>(() => schemaForModels(takenBy(definition)))

/** Made once: to write a schema down as JSON takes longer than the rest of a short turn. */
const inputs = new Map(tools.map((definition) => [definition.name, schemaOf(definition)]))

/** The tools as the AI SDK takes them: reads run, effects give what the gate says of them. */
export function toolSet(gate: Gate, context: ToolContext): ToolSet {
  const read = async (definition: ReadTool<unknown>, given: unknown): Promise<unknown> => {
    const input = await readInput(takenBy(definition), given)
    if ('problem' in input) throw new NotProposed(input.problem)
    if (definition.inTheirName && gate.hasReadUntrusted) {
      throw new NotProposed('Words of strangers were read here, so please do that on the card.')
    }
    const output = await lookedUp(() => definition.run(input.value, context))
    if (!definition.untrusted) return output
    gate.readUntrusted()
    return fenced(output, definition.name)
  }
  return Object.fromEntries(
    tools.map((definition) => [
      definition.name,
      sdkTool({
        description: definition.description,
        // For the model only: what it gives is read here, so that it hears in plain words what is wrong.
        inputSchema: inputs.get(definition.name) ?? schemaOf(definition),
        execute: async (input: unknown, { toolCallId }) =>
          definition.kind === 'read'
            ? read(definition as ReadTool<unknown>, input)
            : gate.perform(toolCallId),
      }),
    ]),
  )
}

/** A look-up that fails must not end the reply, nor show a database's words to anybody. */
async function lookedUp<T>(lookUp: () => Promise<T>): Promise<T> {
  try {
    return await lookUp()
  } catch (error) {
    console.error('A tool could not look something up', error)
    throw new NotProposed('That could not be looked up just now; try again in a moment.')
  }
}
