import type { ReactNode } from 'react'
import { Link } from 'wouter'

/** Leads to a request: to its card where that is on this page, else to the request's own page. */
export function RequestLink({ requestId, children }: { requestId: string; children: ReactNode }) {
  return (
    <Link
      href={`/review/${requestId}`}
      className="text-link"
      onClick={(event) => {
        const card = document.getElementById(`request-${requestId}`)
        if (!card) return
        event.preventDefault()
        card.scrollIntoView({ block: 'center' })
        card.focus({ preventScroll: true })
      }}
    >
      {children}
    </Link>
  )
}
