import type { Heard } from '../heard.ts'
import type { Intent, Plan, Teller } from '../plan.ts'
import { balance, tellBalance } from './balance.ts'
import { decide } from './decide.ts'
import { helpFor, notUnderstoodBy } from './help.ts'
import { holdBack, howTo } from './hold-back.ts'
import { invoiceNote } from './invoice-note.ts'
import { invoiceStatus } from './invoice-status.ts'
import { listInvoices, tellInvoices } from './list-invoices.ts'
import { neverMind } from './never-mind.ts'
import { payInvoice } from './pay-invoice.ts'
import { payPayee } from './pay-payee.ts'
import { pending, tellRequests } from './requests.ts'
import { sendPayment } from './send-payment.ts'
import { smallTalk } from './small-talk.ts'
import { tellWaiting, waiting } from './waiting.ts'
import { whyDenied } from './why-denied.ts'

/** What the person may want, the more particular first. Those with consequences read orders only. */
const understood: readonly Intent[] = [
  smallTalk,
  neverMind,
  whyDenied,
  payInvoice,
  sendPayment,
  payPayee,
  holdBack,
  waiting,
  pending,
  invoiceNote,
  invoiceStatus,
  balance,
  listInvoices,
  decide,
]

export const intents: readonly Intent[] = [...understood, helpFor(understood), howTo]

export const notUnderstood = (heard: Heard): Plan => notUnderstoodBy(understood, heard)

/** How the results of reads are told. */
export const tellers: readonly Teller[] = [tellBalance, tellInvoices, tellRequests, tellWaiting]
