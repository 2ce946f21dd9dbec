import { Button } from '@cloudflare/kumo/components/button'
import { type ReactNode, useState } from 'react'
import { sentenceOf } from '../lib/api.ts'

type Props = {
  title: string
  lead: string
  submit: string
  action: () => Promise<void>
  onDone: () => void
  children: ReactNode
}

/** A form of one page: sends once, says in one sentence what went wrong, keeps what was typed. */
export function Form({ title, lead, submit, action, onDone, children }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function run(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await action()
      onDone()
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="text-kumo-subtle">{lead}</p>
      </div>
      {children}
      <p role="status" className="form-status">
        {problem}
      </p>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="justify-center w-full"
        loading={busy}
      >
        {submit}
      </Button>
    </form>
  )
}
