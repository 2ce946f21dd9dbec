import { ApprovalCard } from '../approvals/card.tsx'
import { RequestById } from '../approvals/request-by-id.tsx'
import { useRequestOfCall } from '../lib/requests.ts'
import { listedRequests, namedRequest, readingLine, type ToolCall } from './parts.ts'

type Props = {
  call: ToolCall
  /** Words of the assistant follow it, or are about to. */
  told: boolean
}

/** A tool call in a reply: a quiet line for one that reads, the request's card for an effect. */
export function ToolPart({ call, told }: Props) {
  if (call.state === 'output-error' && readingLine(call)) return <Problem call={call} told={told} />
  const line = readingLine(call)
  if (line === null) return <EffectPart call={call} told={told} />
  return (
    <>
      <p className="tool-line">{line}</p>
      {listedRequests(call).map((id) => (
        <RequestById key={id} id={id} />
      ))}
    </>
  )
}

/** Why a call came to nothing, unless the assistant says so itself. */
const Problem = ({ call, told }: Props) =>
  told ? null : <p className="quiet-line">{call.errorText}</p>

function EffectPart({ call, told }: Props) {
  const request = useRequestOfCall(call.toolCallId)
  const named = namedRequest(call)
  if (request) return <ApprovalCard request={request} />
  if (named) return <RequestById id={named} />
  if (call.state === 'output-error') return <Problem call={call} told={told} />
  if (call.state === 'output-denied') return <p className="quiet-line">This was not allowed.</p>
  if (call.state === 'output-available') return null
  return <p className="tool-line">Preparing the request…</p>
}
