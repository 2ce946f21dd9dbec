import type { ApprovalRequest } from '../../domain/protocol.ts'
import { exactTime } from '../lib/time.ts'

/** What is left of a card after the decision: who, when, why, and what it did. */
export function Receipt({ request }: { request: ApprovalRequest }) {
  const votes = request.votes.filter(({ version }) => version === request.version)
  const { effect, decidedAt } = request
  return (
    <>
      {effect?.error && <p className="card-text">{effect.error}</p>}
      {votes.length === 0 && request.status === 'denied' && (
        <p className="card-text">{request.rule.reason}</p>
      )}
      {effect?.receipt && (
        <dl className="receipt">
          {effect.receipt.facts.map(({ label, value }) => (
            <div key={label} data-long={value.length > 28}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="card-votes">
        {votes.map((vote) => (
          <p key={vote.by.id}>
            {vote.by.name} {vote.verdict === 'approve' ? 'approved' : 'denied'} ·{' '}
            <time dateTime={vote.at}>{exactTime(vote.at)}</time>
            {vote.reason && <q>{vote.reason}</q>}
          </p>
        ))}
        {votes.length === 0 && decidedAt && (
          <p>
            Decided · <time dateTime={decidedAt}>{exactTime(decidedAt)}</time>
          </p>
        )}
      </div>
    </>
  )
}
