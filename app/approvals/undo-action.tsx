import { Button } from '@cloudflare/kumo/components/button'
import { countdown, useNow } from '../lib/time.ts'
import { useAimedClick } from './use-aimed-click.ts'
import type { RequestActions } from './use-request-actions.ts'

/**
 * Stops an approved effect while it still waits. The seconds are for the eye alone; when the window ends
 * is said once, in the card's status line.
 */
export function UndoAction({ until, actions }: { until: string; actions: RequestActions }) {
  const now = useNow(1000)
  // It stands where Approve was: a second click on that must not land here.
  const undo = useAimedClick(until, () => void actions.undo())
  const left = Date.parse(until) - now
  if (left <= 0) return null
  return (
    <div className="card-actions items-center" data-busy={actions.doing !== null}>
      <Button variant="secondary" {...undo}>
        Undo
      </Button>
      <p className="card-note tabular-nums" aria-hidden="true">
        Carried out in {countdown(left)}
      </p>
    </div>
  )
}
