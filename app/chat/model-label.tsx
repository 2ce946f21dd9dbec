import { useSession } from '../lib/session.ts'
import { usageInWords } from './usage-words.ts'
import { useUsage } from './use-usage.ts'

type Props = {
  /** The conversation on the page, once there is one. */
  conversationId?: string
  busy?: boolean
  /** Changes with what stands there. */
  said?: string
}

/** Says who answers, so that nobody takes the built-in assistant for a language model, and what it took. */
export function ModelLabel({ conversationId, busy = false, said = '' }: Props) {
  const { demo } = useSession()
  const rulesOnly = demo.model?.rulesOnly === true
  const used = useUsage(rulesOnly ? null : (conversationId ?? null), busy, said)
  if (rulesOnly) {
    return (
      <p className="model-label">
        Built-in assistant: rules only. To connect a model, start with{' '}
        <code>OPENAI_API_KEY=… npm start</code>
      </p>
    )
  }
  const model = used?.model
  const who = model && 'problem' in model ? model.problem : (model?.label ?? demo.model?.label)
  const words = [who, used && usageInWords(used)].filter(Boolean)
  return words.length > 0 && <p className="model-label">{words.join(' · ')}</p>
}
