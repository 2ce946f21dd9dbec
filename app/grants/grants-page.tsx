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
      const items = await loadGrants()
      setGrants((known) => (known ? sameOrder(known, items) : openFirst(items)))
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
        {grants && grants.length === 0 && (
          <p className="empty">
            There are none. Approve a request, then choose “Don’t ask again for this…” on its card.
          </p>
        )}
        <ul className="grid gap-4" aria-label="Grants" role="list">
          {grants?.map((grant) => (
            <GrantItem key={grant.id} grant={grant} now={now} onRevoke={() => revoke(grant)} />
          ))}
        </ul>
        {!grants && !said && <p className="waiting empty">Loading…</p>}
        {!grants && said && (
          <button
            type="button"
            className="text-button"
            onClick={() => {
              setSaid('')
              void load()
            }}
          >
            Try again
          </button>
        )}
      </div>
    </main>
  )
}

function openFirst(grants: readonly MeteredGrant[]): MeteredGrant[] {
  const now = Date.now()
  return grants.toSorted(
    (one, other) =>
      Number(isOpen(other, now)) - Number(isOpen(one, now)) ||
      other.createdAt.localeCompare(one.createdAt),
  )
}

/** A grant that is taken back stays where it is, so that nothing slides under the pointer. */
function sameOrder(known: readonly MeteredGrant[], fresh: readonly MeteredGrant[]) {
  const place = ({ id }: MeteredGrant) => known.findIndex((grant) => grant.id === id)
  return fresh.toSorted((one, other) => place(one) - place(other))
}
