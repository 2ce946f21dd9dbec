import { Button } from '@cloudflare/kumo/components/button'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { Policy } from '../../domain/policy.ts'
import type { Fault } from '../../domain/policy-faults.ts'
import { ApiError, sentenceOf } from '../lib/api.ts'
import { Differences } from './differences.tsx'
import { draftOf, textOf } from './draft.ts'
import { faultsIn, proposePolicy } from './policy-api.ts'

type State =
  | { at: 'writing' }
  | { at: 'sending' }
  | { at: 'proposed'; requestId: string }
  | { at: 'refused'; text: string; faults: Fault[]; stale: boolean }

type Props = { policy: Policy; onReload: () => Promise<void> }

/** For admins: the document itself. What they propose is a request that a manager decides. */
export function Editor({ policy, onReload }: Props) {
  const id = useId()
  const [text, setText] = useState(() => textOf(policy))
  const [state, setState] = useState<State>({ at: 'writing' })
  const later = useDeferredValue(text)
  const draft = useMemo(() => draftOf(later, policy), [later, policy])

  async function propose(): Promise<void> {
    const { document } = draftOf(text, policy)
    if (document === undefined) {
      const reason = 'This is not JSON; look for a comma or a bracket too many or too few.'
      return setState({ at: 'refused', text: reason, faults: [], stale: false })
    }
    setState({ at: 'sending' })
    try {
      setState({ at: 'proposed', requestId: await proposePolicy(document, policy.version) })
    } catch (error) {
      const stale = error instanceof ApiError && error.code === 'stale'
      setState({ at: 'refused', text: sentenceOf(error), faults: faultsIn(error), stale })
    }
  }

  return (
    <details className="editor">
      <summary>Edit the document</summary>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (state.at !== 'sending') void propose()
        }}
      >
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            Policy document
          </label>
          <textarea
            id={id}
            className="field editor-text"
            rows={24}
            spellCheck={false}
            autoComplete="off"
            value={text}
            aria-describedby={`${id}-hint ${id}-state`}
            aria-invalid={state.at === 'refused' && !state.stale}
            onChange={(event) => {
              setText(event.target.value)
              if (state.at !== 'writing') setState({ at: 'writing' })
            }}
          />
          <p id={`${id}-hint`} className="card-note">
            JSON; amounts in cents, times in milliseconds. The order of the rules counts.
          </p>
        </div>
        <Differences draft={draft} />
        <div id={`${id}-state`} role="status" className="card-live">
          <Outcome state={state} onReload={onReload} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={!draft.differs}>
            Propose change
          </Button>
          <Button
            type="button"
            variant="ghost"
            onClick={() => {
              setText(textOf(policy))
              setState({ at: 'writing' })
            }}
          >
            Start over
          </Button>
        </div>
      </form>
    </details>
  )
}

function Outcome({ state, onReload }: { state: State; onReload: () => Promise<void> }) {
  switch (state.at) {
    case 'writing':
      return null
    case 'sending':
      return <p className="card-recording">Checking…</p>
    case 'proposed':
      return (
        <p className="card-notice">
          Proposed. A manager decides; until then nothing changes.{' '}
          <Link href={`/review/${state.requestId}`} className="text-button">
            Open the request
          </Link>
        </p>
      )
    case 'refused':
      return state.faults.length > 0 ? (
        <Faults faults={state.faults} />
      ) : (
        <p className="card-notice">
          {state.text}{' '}
          {state.stale && (
            <button type="button" className="text-button" onClick={() => void onReload()}>
              Load the version in force
            </button>
          )}
        </p>
      )
  }
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <div className="card-notice">
      <p>This cannot be a policy yet:</p>
      <ul className="editor-faults" aria-label="Faults" role="list">
        {faults.map(({ place, rule, reason }) => (
          <li key={place + reason}>
            <code>{place}</code>
            {rule !== undefined && ` (${rule})`}: {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}
