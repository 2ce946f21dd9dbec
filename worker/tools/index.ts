import { getBalance } from './balance.ts'
import { listInvoices } from './list-invoices.ts'
import { listRequests } from './list-requests.ts'
import { listWaiting } from './list-waiting.ts'
import { payInvoice } from './pay-invoice.ts'
import { readInvoiceNote } from './read-invoice-note.ts'
import { sendPayment } from './send-payment.ts'
import type { Tool } from './tool.ts'

/** Everything the assistant can do. A new tool is one file and one line here. */
export const tools: readonly Tool[] = [
  payInvoice,
  sendPayment,
  listInvoices,
  readInvoiceNote,
  getBalance,
  listWaiting,
  listRequests,
]

/** The tool that a model or a stored request names, if there is such a tool. */
export const toolNamed = (name: string): Tool | undefined =>
  tools.find((tool) => tool.name === name)
