import { useCallback, useEffect, useState } from 'react'
import type { MeteredGrant } from '../../domain/grants.ts'
import { sentenceOf } from '../lib/api.ts'
import { loadGrants, revokeGrant } from '../lib/grants.ts'
import { useNow } from '../lib/time.ts'
import { useTitle } from '../ui/title.ts'
import { GrantItem } from './grant-item.tsx'
import { isOpen } from './grant-state.ts'

/** `/grants`: what this person, or somebody for them, has said yes to in advance. */
export default function GrantsPage() {
  const [grants, setGrants] = useState<MeteredGrant[] | null>(null)
  const [said, setSaid] = useState('')
  const now = useNow()
  useTitle('Grants')

  const load = useCallback(async () => {
    try {
      setGrants(await loadGrants())
    } catch (error) {
      setSaid(sentenceOf(error))
    }
  }, [])
  useEffect(() => void load(), [load])

  async function revoke(grant: MeteredGrant): Promise<void> {
    try {
      await revokeGrant(grant.id)
      setSaid('The grant is revoked; such requests are asked again.')
    } catch (error) {
      setSaid(sentenceOf(error))
    }
    await load()
  }

  const inOrder = grants?.toSorted(
    (one, other) =>
      Number(isOpen(other, now)) - Number(isOpen(one, now)) ||
      other.createdAt.localeCompare(one.createdAt),
  )
  return (
    <main className="page">
      <div className="column grid gap-6">
        <div className="grid gap-2">
          <h1 className="page-title">Grants</h1>
          <p className="text-kumo-subtle text-pretty">
            What runs without asking, within limits, because somebody said so on a request’s card.
          </p>
        </div>
        <p role="status" className="grants-said">
          {said}
        </p>
        {inOrder && inOrder.length === 0 && (
          <p className="empty">
            There are none. Approve a request, then choose “Don’t ask again for this…” on its card.
          </p>
        )}
        <ul className="grid gap-4" aria-label="Grants" role="list">
          {inOrder?.map((grant) => (
            <GrantItem key={grant.id} grant={grant} now={now} onRevoke={() => revoke(grant)} />
          ))}
        </ul>
        {!grants && !said && <p className="waiting empty">Loading…</p>}
      </div>
    </main>
  )
}
