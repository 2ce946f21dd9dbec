import { Link } from 'wouter'

type Props = { requestId: string; text: string }

/** Something that happened to a request after the conversation had moved on. */
export function EventRow({ requestId, text }: Props) {
  return (
    <p className="event-row">
      {text}{' '}
      <Link
        href={`/review/${requestId}`}
        onClick={(event) => {
          const card = document.getElementById(`request-${requestId}`)
          if (!card) return
          event.preventDefault()
          card.scrollIntoView({ block: 'center' })
          card.focus({ preventScroll: true })
        }}
      >
        Show the request
      </Link>
    </p>
  )
}
