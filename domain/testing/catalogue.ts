import type { CatalogueEntry } from '../catalogue.ts'

/** Actions for tests; only a table can be cancelled again. */
export const catalogue: CatalogueEntry[] = [
  { tool: 'pay_invoice', fields: ['invoice', 'payee', 'amount'], undoable: false },
  { tool: 'send_payment', fields: ['payee', 'amount', 'memo'], undoable: false },
  { tool: 'book_table', fields: ['venue', 'amount'], undoable: true },
  { tool: 'refund_order', fields: ['order', 'customer', 'amount', 'left'], undoable: false },
  { tool: 'submit_expense', fields: ['person', 'amount', 'purpose'], undoable: false },
  { tool: 'send_email', fields: ['to', 'subject', 'body', 'inside'], undoable: true },
  { tool: 'change_access', fields: ['person', 'from', 'role'], undoable: false },
  { tool: 'book_room', fields: ['room', 'date', 'from', 'to'], undoable: false },
  { tool: 'cancel_booking', fields: ['booking', 'amount'], undoable: false },
  { tool: 'delete_bookings', fields: ['before', 'count', 'ids'], undoable: false },
  { tool: 'export_bookings', fields: ['status', 'from', 'to'], undoable: false },
  { tool: 'change_policy', fields: ['base'], undoable: false },
]
