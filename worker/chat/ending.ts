import type { StepResult, ToolSet } from 'ai'
import { ModelProblem } from '../models/model-problem.ts'
import { toolNamed } from '../tools/index.ts'

/** A turn that calls tools this often without a word to the member has lost its way. */
export const MAX_STEPS = 8
const LOST =
  'I stopped here: I was calling tools again and again without getting anywhere. Please tell me what to do next.'

const CUT_SHORT =
  'I reached the length that the model may write, so this is cut short; ask me to go on, or for less.'

type Step = Pick<StepResult<ToolSet>, 'finishReason' | 'text' | 'toolCalls'>

const saysNothing = ({ text, toolCalls }: Step): boolean =>
  text.trim() === '' && toolCalls.every((call) => toolNamed(call.toolName)?.kind !== 'effect')

/**
 * What people need to hear of how a reply ended: a sentence, a problem with Retry, or nothing. Where
 * nobody asked, as after a decision, and where there are cards, silence says enough.
 */
export function endingOf(steps: readonly Step[], isAsked: boolean): string | ModelProblem | null {
  const last = steps.at(-1)
  if (!last) return null
  const { finishReason, text, toolCalls } = last
  if (steps.length >= MAX_STEPS && finishReason === 'tool-calls') return LOST
  const isEmpty = text.trim() === '' && toolCalls.length === 0
  switch (finishReason) {
    case 'interrupted':
      return new ModelProblem('cut')
    case 'content-filter':
      return isEmpty ? new ModelProblem('filtered') : null
    case 'length':
      return isEmpty ? new ModelProblem('tooLong') : CUT_SHORT
    default:
      return isAsked && steps.every(saysNothing) ? new ModelProblem('empty') : null
  }
}
