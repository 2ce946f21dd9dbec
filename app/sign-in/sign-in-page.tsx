import { useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import { type Demo, loadDemo } from '../lib/session.ts'
import { useTitle } from '../ui/title.ts'
import { AcceptInvitation } from './accept-invitation.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Only paths of this site may follow a sign-in, never another address. */
const safePath = (to: string | null): string =>
  to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'

/** `/sign-in`: by e-mail and password, by an invitation, or as a demo account. */
export default function SignInPage() {
  const [search] = useSearchParams()
  const invitation = search.get('invitation')
  const [demo, setDemo] = useState<Demo | null>(null)
  useTitle(invitation ? 'Accept invitation' : 'Sign in')
  useEffect(() => {
    let current = true
    loadDemo().then(
      (answer) => current && setDemo(answer),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [])

  const enter = () => location.assign(safePath(search.get('to')))
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <p className="brand">
          <img src="/favicon.svg" alt="" width="28" height="28" />
          Countersign
        </p>
        {invitation ? (
          <AcceptInvitation token={invitation} onDone={enter} />
        ) : (
          <>
            <SignInForm onDone={enter} />
            {demo?.enabled && <DemoAccounts accounts={demo.accounts} onDone={enter} />}
          </>
        )}
      </div>
    </main>
  )
}
