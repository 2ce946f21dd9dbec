import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { exactTime, useNow } from '../lib/time.ts'
import { Moment } from './moment.tsx'
import { RequestLink } from './request-link.tsx'
import { trailOf } from './trail.ts'

type Props = { request: ApprovalRequest; viewer: Person }

/** What is left of a card after the decision: what it did, and who did what, when and why. */
export function Receipt({ request, viewer }: Props) {
  const { effect, replacedBy } = request
  return (
    <>
      {effect && <Outcome effect={effect} own={request.requester.id === viewer.id} />}
      {replacedBy && (
        <p className="card-text">
          <RequestLink requestId={replacedBy}>Show the newer request</RequestLink>
        </p>
      )}
      <ol className="trail">
        {trailOf(request, viewer).map(({ text, at, words, void: isVoid }) => (
          <li key={`${text} ${at}`} data-void={isVoid}>
            {text} · <time dateTime={at}>{exactTime(at)}</time>
            {words && <q>{words}</q>}
          </li>
        ))}
      </ol>
    </>
  )
}

type OutcomeProps = { effect: NonNullable<ApprovalRequest['effect']>; own: boolean }

/**
 * The effect's own words, as long as nobody had to settle it in its place. What was made for the
 * requester opens for them alone, so it is a link for them alone.
 */
function Outcome({ effect, own }: OutcomeProps) {
  const now = useNow()
  const { status, receipt, error, nextAt, attempts, settled } = effect
  if (settled) return null
  return (
    <>
      {error && <p className="card-text">{error}</p>}
      {nextAt && (
        <p className="card-note">
          {attempts === 1 ? 'One attempt' : `${attempts} attempts`} so far;{' '}
          {status === 'executing' ? 'tried' : 'looked up'} again <Moment at={nextAt} now={now} />.
        </p>
      )}
      {receipt && (
        <dl className="receipt">
          {receipt.facts.map(({ label, value, href }) => (
            <div key={label} data-long={value.length > 28}>
              <dt>{label}</dt>
              <dd>
                {href && own ? (
                  <a className="text-link" href={href} download>
                    {value}
                  </a>
                ) : (
                  value
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
