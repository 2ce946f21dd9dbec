import { RequestLink } from '../approvals/request-link.tsx'

type Props = { requestId: string; text: string }

/** Something that happened to a request after the conversation had moved on. */
export function EventRow({ requestId, text }: Props) {
  return (
    <p className="event-row">
      {text} <RequestLink requestId={requestId}>Show the request</RequestLink>
    </p>
  )
}
