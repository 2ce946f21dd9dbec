import type { EffectTool, Proposal, ToolContext } from '../tools/tool.ts'

/** A tool as the gate meets it: fed with whatever a model says. */
export function asked<Input, Arguments>(
  { input, describe }: EffectTool<Input, Arguments>,
  context: ToolContext,
) {
  return {
    /** What it would propose; throws the problem when there is one. */
    async proposal(call: unknown, of = context): Promise<Proposal<Arguments>> {
      const described = await describe(input.parse(call), of)
      if ('problem' in described) throw new Error(described.problem)
      return described
    },

    /** Why it cannot be proposed, or the title when it can. */
    async problem(call: unknown, of = context): Promise<string> {
      const described = await describe(input.parse(call), of)
      return 'problem' in described ? described.problem : described.title
    },
  }
}
