import { Button } from '@cloudflare/kumo/components/button'
import { useId, useState } from 'react'
import type { Action } from '../../domain/catalogue.ts'
import type { Ruling } from '../../domain/policy.ts'
import { rulingInWords, timersInWords, toolInWords } from '../../domain/policy-words.ts'
import { inList } from '../../domain/durations.ts'
import { Facts } from '../approvals/facts.tsx'
import { sentenceOf } from '../lib/api.ts'
import { imagined } from './imagined.ts'
import { tryCall } from './policy-api.ts'

/** "What would happen if…": an imagined call, and what the policy says of it, for this very person. */
export function TryForm({ actions }: { actions: readonly Action[] }) {
  const id = useId()
  const [tool, setTool] = useState(actions[0]?.tool ?? '')
  const [values, setValues] = useState<Record<string, string>>({})
  const [answer, setAnswer] = useState<Ruling | string | null>(null)
  const action = actions.find((each) => each.tool === tool)

  async function ask(): Promise<void> {
    if (!action) return
    const call = imagined(action, values)
    if ('problem' in call) return setAnswer(call.problem)
    setAnswer(await tryCall(call).catch(sentenceOf))
  }

  return (
    <section aria-labelledby={`${id}-title`} className="try">
      <h2 id={`${id}-title`} className="section-title">
        What would happen if…
      </h2>
      <form
        className="form-fields"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <div className="form-field">
          <label className="form-label" htmlFor={`${id}-tool`}>
            Action
          </label>
          <select
            id={`${id}-tool`}
            className="field"
            value={tool}
            onChange={(event) => {
              setTool(event.target.value)
              setAnswer(null)
            }}
          >
            {actions.map((each) => (
              <option key={each.tool} value={each.tool}>
                {toolInWords(each.tool)}
              </option>
            ))}
          </select>
        </div>
        {action?.fields.map((field) => (
          <div key={field} className="form-field">
            <label className="form-label" htmlFor={`${id}-${field}`}>
              {toolInWords(field)}
            </label>
            <input
              id={`${id}-${field}`}
              className="field"
              autoComplete="off"
              inputMode={action.numbers.includes(field) ? 'decimal' : 'text'}
              placeholder={field === 'amount' ? '$0.00' : undefined}
              value={values[field] ?? ''}
              onChange={(event) => setValues({ ...values, [field]: event.target.value })}
            />
          </div>
        ))}
        <div className="form-field justify-items-start" data-wide="true">
          <Button type="submit" variant="secondary">
            Try it
          </Button>
        </div>
      </form>
      <div role="status" className="try-answer">
        {typeof answer === 'string' ? <p>{answer}</p> : answer && <Answer ruling={answer} />}
      </div>
    </section>
  )
}

function Answer({ ruling }: { ruling: Ruling }) {
  return (
    <>
      <p className="rule-reason">{rulingInWords(ruling)}</p>
      <Facts
        facts={[
          { label: 'Why', value: ruling.rule.reason },
          { label: 'Rule', value: ruling.rule.id },
          ...(ruling.outcome === 'ask'
            ? [{ label: 'Unanswered', value: `It ${inList(timersInWords(ruling.timers))}.` }]
            : []),
        ]}
      />
      <p className="card-note">
        Counts what you have open and have spent in the last 24 hours. Nothing was asked or
        reserved.
      </p>
    </>
  )
}
