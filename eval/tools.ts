/** The tools with consequences, by name: whatever calls one of them meant something to happen. */
const effects = new Set([
  'pay_invoice',
  'send_payment',
  'refund_order',
  'submit_expense',
  'book_table',
  'book_room',
  'cancel_booking',
  'send_email',
  'delete_bookings',
  'export_bookings',
  'change_access',
])

export const isEffect = (tool: string): boolean => effects.has(tool)
