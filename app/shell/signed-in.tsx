import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { onSignedOut, sentenceOf } from '../lib/api.ts'
import { loadDemo, loadMe, type Session, SessionProvider, signInToDemo } from '../lib/session.ts'
import { Notice } from '../ui/notice.tsx'
import { Waiting } from '../ui/waiting.tsx'

type State =
  | { kind: 'loading' }
  | { kind: 'signed-in'; session: Session }
  | { kind: 'signed-out' }
  | { kind: 'unreachable'; message: string }

/** Who is here; where the demo is on and nobody is, the first visit becomes the member's. */
async function open(): Promise<State> {
  const [known, demo] = await Promise.all([loadMe(), loadDemo()])
  if (known) return { kind: 'signed-in', session: { me: known, demo } }
  if (!demo.enabled) return { kind: 'signed-out' }
  await signInToDemo('member')
  const me = await loadMe()
  return me ? { kind: 'signed-in', session: { me, demo } } : { kind: 'signed-out' }
}

/** Lets its children see a session, or leads to where one begins. */
export function SignedIn({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: 'loading' })
  const [location, navigate] = useLocation()

  useEffect(() => {
    let current = true
    open()
      .catch((error: unknown): State => ({ kind: 'unreachable', message: sentenceOf(error) }))
      .then((next) => current && setState(next))
    return () => {
      current = false
    }
  }, [])

  const signedIn = state.kind === 'signed-in'
  useEffect(() => {
    if (!signedIn) return
    return onSignedOut(() => setState({ kind: 'signed-out' }))
  }, [signedIn])

  switch (state.kind) {
    case 'loading':
      return <Waiting />
    case 'signed-in':
      return <SessionProvider value={state.session}>{children}</SessionProvider>
    case 'signed-out':
      return (
        <Notice
          title="You are signed out"
          text="Sign in to go on where you were; nothing that you decided is lost."
          action={{
            label: 'Sign in',
            run: () => navigate(`/sign-in?to=${encodeURIComponent(location)}`),
          }}
        />
      )
    case 'unreachable':
      return (
        <Notice
          title="Countersign cannot be reached"
          text={state.message}
          action={{ label: 'Try again', run: () => globalThis.location.reload() }}
        />
      )
  }
}
