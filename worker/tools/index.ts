import { getBalance } from './balance.ts'
import { bookRoom } from './book-room.ts'
import { bookTable } from './book-table.ts'
import { cancelBooking } from './cancel-booking.ts'
import { changeAccess } from './change-access.ts'
import { deleteBookings } from './delete-bookings.ts'
import { exportBookings } from './export-bookings.ts'
import { findAvailability } from './find-availability.ts'
import { findOrder } from './find-order.ts'
import { listBookings } from './list-bookings.ts'
import { listInvoices } from './list-invoices.ts'
import { listOrders } from './list-orders.ts'
import { listPeople } from './list-people.ts'
import { listRequests } from './list-requests.ts'
import { listWaiting } from './list-waiting.ts'
import { payInvoice } from './pay-invoice.ts'
import { readInvoiceNote } from './read-invoice-note.ts'
import { refundOrder } from './refund-order.ts'
import { sendEmail } from './send-email.ts'
import { sendPayment } from './send-payment.ts'
import { submitExpense } from './submit-expense.ts'
import type { Tool } from './tool.ts'
import { withdrawRequest } from './withdraw-request.ts'

/** Everything the assistant can do. A new tool is one file and one line here. */
export const tools: readonly Tool[] = [
  payInvoice,
  sendPayment,
  refundOrder,
  submitExpense,
  sendEmail,
  bookTable,
  bookRoom,
  cancelBooking,
  deleteBookings,
  exportBookings,
  changeAccess,
  listInvoices,
  readInvoiceNote,
  getBalance,
  listWaiting,
  listRequests,
  withdrawRequest,
  findAvailability,
  listBookings,
  findOrder,
  listOrders,
  listPeople,
]

/** The tool that a model or a stored request names, if there is such a tool. */
export const toolNamed = (name: string): Tool | undefined =>
  tools.find((tool) => tool.name === name)

/** Whether a tool of this name has consequences. */
export const isEffect = (name: string): boolean => toolNamed(name)?.kind === 'effect'
