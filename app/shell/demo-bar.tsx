import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useState } from 'react'
import { sentenceOf } from '../lib/api.ts'
import { forgetProgress } from '../first-run/progress.ts'
import { type Demo, resetDemo, signInToDemo } from '../lib/session.ts'

/** After a change of person or data every page, socket and store starts afresh. */
const startOver = () =>
  location.pathname.startsWith('/review') ? location.reload() : location.assign('/')

/** Above everything where the demo is on: play another person, put the data back. */
export function DemoBar({ demo }: { demo: Demo }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function attempt(action: () => Promise<void>, then: () => void): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await action()
      then()
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <div className="demo-bar" role="region" aria-label="Demo">
      <span className="demo-bar-text" role="status">
        {problem ?? (
          <>
            Demo<span className="max-sm:hidden"> workspace: play every part yourself</span>
          </>
        )}
      </span>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <Button size="sm" variant="ghost" disabled={busy}>
              Act as
              <CaretDownIcon aria-hidden="true" />
            </Button>
          }
        />
        <DropdownMenu.Content>
          {demo.accounts.map(({ account, name }) => (
            <DropdownMenu.Item
              key={account}
              onClick={() => void attempt(() => signInToDemo(account), startOver)}
            >
              {name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu>
      <Button
        size="sm"
        variant="ghost"
        disabled={busy}
        onClick={() =>
          void attempt(resetDemo, () => {
            forgetProgress()
            location.assign('/')
          })
        }
      >
        Reset demo
      </Button>
    </div>
  )
}
