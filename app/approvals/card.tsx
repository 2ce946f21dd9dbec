import { useRef, useState } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/time.ts'
import { Actions } from './actions.tsx'
import { ChangeNotice, changeInWords } from './change.tsx'
import { Clock } from './clock.tsx'
import { Details } from './details.tsx'
import { Facts } from './facts.tsx'
import { GrantOffer } from './grant-offer.tsx'
import { mayOf } from './may.ts'
import { Receipt } from './receipt.tsx'
import { headline, outcomeLine, toneOf } from './sentences.ts'
import { Seal } from './seal.tsx'
import { type RequestActions, useRequestActions } from './use-request-actions.ts'
import { votesSoFar, whoAnswers } from './who.ts'

/**
 * One approval request: what will happen, the facts, why it asks, who may answer, the clock; after
 * the decision, the receipt. The same card stands in the chat, in the inbox and on its own page.
 */
export function ApprovalCard({ request }: { request: ApprovalRequest }) {
  const { me } = useSession()
  const card = useRef<HTMLElement>(null)
  const actions = useRequestActions(request, card)
  // While it can be undone, the end of that is seconds away.
  const now = useNow(request.status === 'approved' && request.undoUntil ? 1_000 : 30_000)
  const may = mayOf(request, me, now)
  const waits = request.status === 'pending'
  const own = request.requester.id === me.id
  return (
    <section
      ref={card}
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
        <p className="card-status">{headline(request, me)}</p>
        {!own && <p className="card-from">asked by {request.requester.name}</p>}
      </header>
      <h2 className="card-title">{request.title}</h2>
      {waits && <Pending request={request} actions={may.extend ? actions : null} />}
      <Live request={request} actions={actions} now={now} />
      {!waits && <Receipt request={request} viewer={me} />}
      <Actions request={request} may={may} actions={actions} />
      <footer className="card-foot">
        {may.grant && <GrantOffer request={request} />}
        {own && <SharedWith request={request} />}
        <Details request={request} />
      </footer>
    </section>
  )
}

function Pending({
  request,
  actions,
}: {
  request: ApprovalRequest
  actions: RequestActions | null
}) {
  const { me } = useSession()
  const votes = votesSoFar(request, me)
  return (
    <>
      <ChangeNotice request={request} />
      <Facts
        facts={[
          ...request.summary,
          { label: 'Why it asks', value: request.rule.reason },
          { label: 'Who answers', value: whoAnswers(request, me) },
        ]}
      />
      {votes && <p className="card-text font-medium">{votes}</p>}
      <Clock request={request} viewer={me} actions={actions} />
    </>
  )
}

type LiveProps = { request: ApprovalRequest; actions: RequestActions; now: number }

/** What screen readers are told when it changes: that something is under way, refused, done or new. */
function Live({ request, actions, now }: LiveProps) {
  const { me } = useSession()
  const [first] = useState(request.version)
  const { doing, notice } = actions
  const waits = request.status === 'pending'
  return (
    <div role="status" className="card-live">
      {doing && <p className="sr-only">Recording…</p>}
      {notice && (
        <p className="card-notice" data-refused={notice.refused}>
          {notice.text}
        </p>
      )}
      {waits && request.change && request.version > first && (
        <p className="sr-only">{changeInWords(request.change, me)}</p>
      )}
      {!waits && <p className="card-text">{outcomeLine(request, me, now)}</p>}
    </div>
  )
}

function SharedWith({ request: { sharedWith = [] } }: { request: ApprovalRequest }) {
  if (sharedWith.length === 0) return null
  return (
    <p className="card-note">
      {sharedWith.map(({ name }) => name).join(', ')} {sharedWith.length === 1 ? 'has' : 'have'}{' '}
      read the conversation around this request.
    </p>
  )
}
