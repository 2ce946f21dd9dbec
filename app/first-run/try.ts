/** One thing to say for each thing that can become of a request, in the order of the guide. */
export const outcomes = [
  {
    step: 'confirm',
    outcome: 'You confirm it',
    text: 'Book a table for 4 at Luma tomorrow at 19:00',
    hint: 'Easy to cancel again, so it is yours to confirm.',
  },
  {
    step: 'send',
    outcome: 'A reviewer confirms it',
    text: 'Pay invoice INV-1002',
    hint: '$1,850.00 to Northwind Catering is more than you may confirm.',
  },
  {
    step: 'refuse',
    outcome: 'A rule refuses it',
    text: 'Pay invoice INV-1005',
    hint: '$31,000.00 to Alder Construction is more than anybody may.',
  },
] as const

/** Things of every day. */
export const everyday = [
  'E-mail sam@fernway.example: The meeting moves to Friday.',
  'Refund $30 on order ORD-2001',
  'Pay invoice INV-1001',
  'What can you do?',
] as const

/** For people who answer requests of others. */
export const reviewing = 'What is waiting for me?'
