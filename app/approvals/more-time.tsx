import { Button } from '@cloudflare/kumo/components/button'

const DAY = 24 * 3_600_000
const spans = [
  ['1 day', DAY],
  ['1 week', 7 * DAY],
  ['30 days', 30 * DAY],
] as const

type Props = {
  expiresAt: string | undefined
  onChosen: (until: string) => Promise<void>
  onCancel: () => void
}

/** Adds to the time in which a request can be answered. */
export function MoreTime({ expiresAt, onChosen, onCancel }: Props) {
  const add = (span: number): string => {
    const from = Math.max(Date.now(), expiresAt ? Date.parse(expiresAt) : 0)
    return new Date(from + span).toISOString()
  }
  return (
    <div
      role="group"
      aria-label="How much more time"
      className="card-actions"
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      {spans.map(([label, span]) => (
        <Button key={label} size="sm" variant="secondary" onClick={() => void onChosen(add(span))}>
          {label}
          <span className="sr-only"> more</span>
        </Button>
      ))}
    </div>
  )
}
