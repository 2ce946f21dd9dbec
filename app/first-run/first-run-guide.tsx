import { Button } from '@cloudflare/kumo/components/button'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { startConversation } from '../chat/start.ts'
import { sentenceOf } from '../lib/api.ts'
import { useRequests } from '../lib/requests.ts'
import { type Demo, signInToDemo, useSession } from '../lib/session.ts'
import { setProgress, useProgress } from './progress.ts'
import { nextStep, noticed, type Step, STEPS, stepsDone } from './steps.ts'
import { outcomes } from './try.ts'

const all = (_request: ApprovalRequest) => true

/** One quiet line about what to try next, which follows what the visitor has done. Demo only. */
export default function FirstRunGuide({ demo }: { demo: Demo }) {
  const { me } = useSession()
  const [location, navigate] = useLocation()
  const requests = useRequests(all)
  const now = useProgress()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    const next = noticed(now, requests, me)
    if (JSON.stringify(next) !== JSON.stringify(now)) setProgress(next)
  }, [now, requests, me])

  const step = nextStep(now, requests, me)
  // The start page offers the three of them itself.
  const offered = location === '/' && outcomes.some((one) => one.step === step.kind)
  if (now.dismissed || offered || !demo.accounts.some(({ account }) => account === me.id)) {
    return null
  }

  const nameOf = (account: string): string =>
    demo.accounts.find((one) => one.account === account)?.name ?? account

  /** Plays somebody else; every page, socket and store starts afresh. */
  const become = (account: string, path: string) => async () => {
    await signInToDemo(account)
    globalThis.location.assign(path)
  }
  const say = (text: string) => async () => navigate(`/c/${await startConversation(text)}`)

  async function attempt(act: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await act()
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  const { words, action } = told(step)
  const done = stepsDone(now)
  return (
    <section className="guide" aria-label="First steps">
      <span className="guide-dots" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, index) => (
          <i key={index} data-done={index < done} />
        ))}
      </span>
      <p className="guide-words" role="status">
        <span className="sr-only">
          {done} of {STEPS} first steps done.{' '}
        </span>
        {problem ?? words}
      </p>
      {action && (
        <Button
          size="sm"
          variant="primary"
          className="guide-action"
          disabled={busy}
          onClick={() => void attempt(action.act)}
        >
          {action.label}
        </Button>
      )}
      <Button
        size="sm"
        variant="ghost"
        shape="square"
        className="guide-close"
        icon={XIcon}
        aria-label="Hide first steps"
        onClick={() => setProgress({ ...now, dismissed: true })}
      />
    </section>
  )

  function told(it: Step): { words: string; action?: { label: string; act: () => Promise<void> } } {
    switch (it.kind) {
      case 'confirm':
      case 'send':
      case 'refuse': {
        const example = outcomes.find(({ step: kind }) => kind === it.kind) ?? outcomes[0]
        const label = example.text.replace(/ for 4.*/, ' at Luma')
        return { words: offers[it.kind], action: { label, act: say(example.text) } }
      }
      case 'decide':
        return {
          words: 'Nothing has happened yet. Read the card, then press Approve.',
        }
      case 'hand-over': {
        const name = nameOf(it.who)
        const article = it.who === 'manager' ? 'a manager' : 'a reviewer'
        return {
          words: `It waits for ${article}; you cannot approve it. Play that part yourself:`,
          action: { label: `Act as ${name}`, act: become(it.who, `/review/${it.requestId}`) },
        }
      }
      case 'answer': {
        const words = `You are the ${nameOf(me.id)} now. Approve it, or deny it and say why.`
        const path = `/review/${it.requestId}`
        if (location === path) return { words }
        return { words, action: { label: 'Open the request', act: async () => navigate(path) } }
      }
      case 'return': {
        const label = `Back to the ${nameOf(it.asker)}`
        return {
          words: 'Answered. See how it reaches whoever asked:',
          action: { label, act: become(it.asker, `/c/${it.conversationId}`) },
        }
      }
      case 'done':
        return {
          words:
            'That is all: one confirmed by you, one answered by another, one refused by a rule. Now ask for whatever you like.',
        }
    }
  }
}

const offers = {
  confirm: 'Begin with one that you confirm yourself:',
  send: 'Done, because you said yes. Next, one that takes somebody else’s yes:',
  refuse: 'Last, one that nobody may approve:',
} as const
