import { Button } from '@cloudflare/kumo/components/button'
import { useState } from 'react'
import { sentenceOf } from '../lib/api.ts'
import { type Demo, signInToDemo } from '../lib/session.ts'

type Props = { accounts: Demo['accounts']; onDone: () => void }

/** One press a person, where the demo is on. */
export function DemoAccounts({ accounts, onDone }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <section aria-labelledby="demo-accounts" className="demo-accounts">
      <h2 id="demo-accounts" className="text-sm font-medium">
        Or act as
      </h2>
      <div className="flex flex-wrap gap-2">
        {accounts.map(({ account, name }) => (
          <Button
            key={account}
            variant="secondary"
            onClick={() =>
              void signInToDemo(account).then(onDone, (error: unknown) =>
                setProblem(sentenceOf(error)),
              )
            }
          >
            {name}
          </Button>
        ))}
      </div>
      <p role="status" className="form-status">
        {problem}
      </p>
    </section>
  )
}
