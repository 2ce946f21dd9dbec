import { useSession } from '../lib/session.ts'

/** Says who answers, so that nobody takes the built-in assistant for a language model. */
export function ModelLabel() {
  const { demo } = useSession()
  if (!demo.model) return null
  return (
    <p className="model-label">
      {demo.model.rulesOnly ? (
        <>
          Built-in assistant: rules only. To connect a model, start with{' '}
          <code>OPENAI_API_KEY=… npm start</code>
        </>
      ) : (
        demo.model.label
      )}
    </p>
  )
}
