import type { ApprovalRequest, Change } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/time.ts'
import { ChangeList } from './change-list.tsx'
import { Moment } from './moment.tsx'
import { nameFor, voidVotes } from './who.ts'

/** Why there is a newer version: `Edited by Rob`. */
const causeOf = ({ by }: Change, viewer: Person): string =>
  by
    ? `Edited by ${nameFor(by, viewer)}`
    : 'The facts changed before it was carried out, so it asks again'

/** One sentence for those who hear that a card in front of them has changed. */
export const changeInWords = (change: Change, viewer: Person): string =>
  `${causeOf(change, viewer)}: ${change.fields
    .map(({ label, before = 'nothing', after = 'nothing' }) => `${label} ${before} → ${after}`)
    .join('; ')}.`

/** Above the facts of a later version: what changed, by whom, when, and which answers it made void. */
export function ChangeNotice({ request }: { request: ApprovalRequest }) {
  const { me } = useSession()
  const now = useNow()
  const { change } = request
  if (!change) return null
  const voided = voidVotes(request, me)
  return (
    <div className="change" data-cause={change.cause}>
      <p className="change-cause">
        {change.by ? (
          <>
            {causeOf(change, me)}, <Moment at={change.at} now={now} past />
          </>
        ) : (
          <>
            The facts changed <Moment at={change.at} now={now} past />, before it was carried out,
            so it asks again
          </>
        )}
      </p>
      {change.fields.length > 0 && <ChangeList changes={change.fields} />}
      {voided.length > 0 && <p className="card-note">{voided.join(' ')}</p>}
    </div>
  )
}
