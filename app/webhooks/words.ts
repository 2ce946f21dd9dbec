import type { WebhookItem, WebhookType } from '../../domain/webhook.ts'

/** What a message tells, for people. */
export const subjects: Record<WebhookType, string> = {
  'request.pending': 'A request waits',
  'request.reminded': 'Reminder',
  'request.escalated': 'Escalated',
  'request.succeeded': 'Done',
  'request.failed': 'Failed',
  'request.unknown': 'Outcome unknown',
  'request.denied': 'Denied',
  'request.expired': 'Expired',
  'request.withdrawn': 'Withdrawn',
  'request.superseded': 'Replaced',
  'request.undone': 'Undone',
}

const times = (attempts: number): string => (attempts === 1 ? 'once' : `${attempts} times`)

/** How a message that was just sent again has fared. */
export function outcomeOf({ status, reason = '' }: WebhookItem): string {
  switch (status) {
    case 'delivered':
      return 'The message was delivered.'
    case 'waiting':
      return `${reason} It will be tried again.`.trim()
    case 'dead':
      return `${reason} It was given up again.`.trim()
  }
}

/** How often it was tried so far; empty when it was not. */
export function triesOf({ status, attempts }: WebhookItem): string {
  if (attempts === 0) return ''
  return status === 'dead' ? `Given up after trying ${times(attempts)}` : `Tried ${times(attempts)}`
}
