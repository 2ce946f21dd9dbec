import { useId } from 'react'
import type { WebhookItem as Item } from '../../domain/webhook.ts'
import { WebhookItem } from './webhook-item.tsx'

type Props = {
  name: string
  items: readonly Item[]
  /** How many there are in all, where that may be more than are shown. */
  count?: number
  now: number
  onSendAgain?: (item: Item) => Promise<void>
}

/** Messages of one kind under a heading; nothing when there are none. */
export function WebhookList({ name, items, count = items.length, now, onSendAgain }: Props) {
  const id = useId()
  if (items.length === 0) return null
  return (
    <section className="grid gap-3" aria-labelledby={id}>
      <h2 id={id} className="webhook-heading">
        {name}
      </h2>
      <ul className="grid gap-3" aria-labelledby={id} role="list">
        {items.map((item) => (
          <WebhookItem
            key={item.id}
            item={item}
            now={now}
            {...(onSendAgain && { onSendAgain: () => onSendAgain(item) })}
          />
        ))}
      </ul>
      {count > items.length && (
        <p className="card-note">
          {items.length} of {count} are shown.
        </p>
      )}
    </section>
  )
}
