import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { can } from '../../domain/roles.ts'
import { useProgress } from '../first-run/progress.ts'
import type { Progress } from '../first-run/steps.ts'
import { everyday, outcomes, reviewing } from '../first-run/try.ts'
import { useSession } from '../lib/session.ts'

type Props = { onPick: (text: string) => void }

const isDone = (step: (typeof outcomes)[number]['step'], now: Progress): boolean =>
  step === 'confirm' ? now.confirmed : step === 'send' ? now.sent !== null : now.refused

/** Three ways in, one for each thing that can become of a request, and things of every day below. */
export function Suggestions({ onPick }: Props) {
  const { me } = useSession()
  const now = useProgress()
  const others = can(me.role, 'review') ? [reviewing, ...everyday] : everyday
  return (
    <div className="suggested">
      <ul className="suggestions" aria-label="Suggestions">
        {outcomes.map(({ step, outcome, text, hint }) => (
          <li key={text}>
            <button type="button" data-outcome={step} onClick={() => onPick(text)}>
              <span className="suggestion-outcome">
                {outcome}
                {isDone(step, now) && (
                  <span className="suggestion-done">
                    <CheckCircleIcon weight="fill" aria-hidden="true" />
                    Done
                  </span>
                )}
              </span>
              <span className="suggestion-text">{text}</span>
              <span className="suggestion-hint">{hint}</span>
            </button>
          </li>
        ))}
      </ul>
      <ul className="everyday" aria-label="More to try">
        {others.map((text) => (
          <li key={text}>
            <button type="button" onClick={() => onPick(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
