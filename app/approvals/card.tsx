import type { ApprovalRequest } from '../../domain/protocol.ts'
import { useSession } from '../lib/session.ts'
import { Actions } from './actions.tsx'
import { Clock } from './clock.tsx'
import { Details } from './details.tsx'
import { Facts } from './facts.tsx'
import { Receipt } from './receipt.tsx'
import {
  outcomeLine,
  statusLabel,
  toneOf,
  votesSoFar,
  waitingLine,
  whoAnswers,
} from './sentences.ts'
import { Seal } from './seal.tsx'
import { useDecision } from './use-decision.ts'

/**
 * One approval request: what will happen, the facts, why it asks, who may answer, the clock; after
 * the decision, the receipt. The same card stands in the chat, in the inbox and on its own page.
 */
export function ApprovalCard({ request }: { request: ApprovalRequest }) {
  const { me } = useSession()
  const decision = useDecision(request)
  const waits = request.status === 'pending'
  const own = request.requester.id === me.id
  const sharedWith = request.sharedWith ?? []
  return (
    <section
      id={`request-${request.id}`}
      role="group"
      aria-label={`Approval request: ${request.title}`}
      data-status={request.status}
      data-request-id={request.id}
      data-tone={toneOf(request, me)}
      className="card"
      tabIndex={-1}
    >
      <header className="card-head">
        <Seal tone={toneOf(request, me)} />
        <p className="card-status">{waitingLine(request, me) ?? statusLabel(request.status)}</p>
        {!own && <p className="card-from">asked by {request.requester.name}</p>}
      </header>
      <h2 className="card-title">{request.title}</h2>
      {waits && <Pending request={request} />}
      <div role="status" className="card-live">
        {decision.doing && <p className="card-recording">Recording…</p>}
        {decision.notice && <p className="card-notice">{decision.notice}</p>}
        {!waits && <p className="card-text">{outcomeLine(request, me)}</p>}
      </div>
      {!waits && <Receipt request={request} />}
      <Actions request={request} viewer={me} decision={decision} />
      <footer className="card-foot">
        {own && sharedWith.length > 0 && (
          <p className="card-note">
            {sharedWith.map(({ name }) => name).join(', ')}{' '}
            {sharedWith.length === 1 ? 'has' : 'have'} read the conversation around this request.
          </p>
        )}
        <Details request={request} />
      </footer>
    </section>
  )
}

function Pending({ request }: { request: ApprovalRequest }) {
  const { me } = useSession()
  const votes = votesSoFar(request, me)
  return (
    <>
      <Facts
        facts={[
          ...request.summary,
          { label: 'Why it asks', value: request.rule.reason },
          { label: 'Who answers', value: whoAnswers(request, me) },
        ]}
      />
      {votes && <p className="card-text font-medium">{votes}</p>}
      <Clock request={request} />
    </>
  )
}
