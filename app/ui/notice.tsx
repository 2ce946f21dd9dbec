import { Button } from '@cloudflare/kumo/components/button'
import { useEffect } from 'react'

type Props = {
  title: string
  text: string
  action?: { label: string; run: () => void }
}

/** A whole page that says one thing and offers one way on. */
export function Notice({ title, text, action }: Props) {
  useEffect(() => {
    document.title = `${title} · Countersign`
  }, [title])
  return (
    <main className="grid min-h-80 flex-1 place-content-center justify-items-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="max-w-md text-kumo-subtle text-pretty">{text}</p>
      {action && (
        <Button className="mt-3" variant="primary" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </main>
  )
}
