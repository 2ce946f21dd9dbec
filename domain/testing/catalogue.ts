import type { CatalogueEntry } from '../catalogue.ts'

/** Actions for tests; only a table can be cancelled again. */
export const catalogue: CatalogueEntry[] = [
  { tool: 'pay_invoice', fields: ['invoice', 'payee', 'amount'], undoable: false },
  { tool: 'send_payment', fields: ['payee', 'amount', 'memo'], undoable: false },
  { tool: 'book_table', fields: ['venue', 'amount'], undoable: true },
  { tool: 'change_policy', fields: ['base'], undoable: false },
]
