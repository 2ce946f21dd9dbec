import { useAgent } from 'agents/react'
import { loadRequests, takeFrame } from '../lib/requests.ts'

/** Keeps the request store live for people who review; draws nothing. */
export default function DeskSocket() {
  useAgent({
    agent: 'review-desk',
    name: 'main',
    onMessage: (event) => takeFrame(event.data),
    // What changed while the socket was away is read once it is back.
    onOpen: () => void loadRequests({ status: 'pending' }).catch(() => undefined),
  })
  return null
}
