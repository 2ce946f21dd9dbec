import { useCallback, useEffect, useState } from 'react'
import type { Action } from '../../domain/catalogue.ts'
import type { Policy } from '../../domain/policy.ts'
import { documentTimersInWords } from '../../domain/policy-words.ts'
import { can } from '../../domain/roles.ts'
import { sentenceOf } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { Notice } from '../ui/notice.tsx'
import { useTitle } from '../ui/title.ts'
import { Waiting } from '../ui/waiting.tsx'
import { Editor } from './editor.tsx'
import { loadActions, loadPolicy } from './policy-api.ts'
import { Rules } from './rules.tsx'
import { TryForm } from './try-form.tsx'

type Loaded = { policy: Policy; actions: Action[] }

/** `/policy`: what the assistant may do and who confirms it, for everybody; admins propose changes. */
export default function PolicyPage() {
  const { me } = useSession()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useTitle('Policy')

  const load = useCallback(async () => {
    try {
      const [policy, actions] = await Promise.all([loadPolicy(), loadActions()])
      setLoaded({ policy, actions })
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }, [])
  useEffect(() => void load(), [load])

  if (!loaded) {
    return problem === null ? (
      <Waiting />
    ) : (
      <Notice
        title="The policy could not be loaded"
        text={problem}
        action={{ label: 'Try again', run: () => location.reload() }}
      />
    )
  }
  const { policy, actions } = loaded
  return (
    <main className="page">
      <div className="column grid gap-10">
        <header className="grid gap-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h1 className="page-title">Policy</h1>
            <p className="card-note">Version {policy.version}</p>
          </div>
          <p>
            What the assistant may do, and who confirms it. A rule that refuses always wins; else
            the first rule that fits decides. What no rule speaks of is asked of a reviewer.
          </p>
          <p className="card-note">{documentTimersInWords(policy)}</p>
        </header>
        <TryForm actions={actions} />
        <Rules policy={policy} />
        {can(me.role, 'change-policy') && (
          // A newer version begins anew: what was written against the older one is stale.
          <Editor key={policy.version} policy={policy} onReload={load} />
        )}
      </div>
    </main>
  )
}
