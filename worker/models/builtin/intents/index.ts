import { continued } from '../gist/continued.ts'
import { fragment } from '../gist/fragment.ts'
import { gist, sideBySide } from '../gist/gist.ts'
import { lookGist } from '../gist/look.ts'
import type { Heard } from '../hear/hear.ts'
import type { Intent, Past, Plan, Teller } from '../plan.ts'
import { relations } from '../relate/index.ts'
import { changeAccess } from './access.ts'
import { availability } from './availability.ts'
import { aboutWaiting, withdrawOne } from './about-waiting.ts'
import { balance, tellBalance } from './balance.ts'
import { became } from './became.ts'
import { bookRoom, bookTable } from './book.ts'
import { deleteBookings, exportBookings } from './bulk.ts'
import { cancelBooking } from './cancel-booking.ts'
import { change } from './change.ts'
import { decide } from './decide.ts'
import { tryAgain } from './denial.ts'
import { sendEmail } from './email.ts'
import { expenseList } from './expense-list.ts'
import { expenseMore } from './expense-more.ts'
import { submitExpense } from './expense.ts'
import { helpFor, notUnderstoodBy } from './help.ts'
import { holdBack, howTo } from './hold-back.ts'
import { howMuch } from './how-much.ts'
import { invoiceNote } from './invoice-note.ts'
import { invoiceReferred, invoiceStatus } from './invoice-status.ts'
import { leaveOut } from './leave-out.ts'
import { listBookings, tellBookings } from './list-bookings.ts'
import { listInvoices, tellInvoices } from './list-invoices.ts'
import { lookAgain } from './look-again.ts'
import { mailMore } from './mail-more.ts'
import { mailSpoken } from './mail-spoken.ts'
import { neverMind } from './never-mind.ts'
import { newText } from './new-text.ts'
import { numberAgain } from './number-again.ts'
import { freeThere } from './free-there.ts'
import { findOrder, listOrders, tellOrders } from './orders.ts'
import { ofTheList } from './of-the-list.ts'
import { otherSum } from './other-sum.ts'
import { payChosen } from './pay-chosen.ts'
import { payInvoice } from './pay-invoice.ts'
import { payPayee } from './pay-payee.ts'
import { listPeople, tellPeople } from './people.ts'
import { pointedText } from './pointed-text.ts'
import { refundOrder } from './refund.ts'
import { pending, tellRequests } from './requests.ts'
import { sameAgain } from './same-again.ts'
import { smallTalk } from './small-talk.ts'
import { sendMoney } from './transfer.ts'
import { tellWaiting, waiting } from './waiting.ts'
import { whyDenied } from './why-denied.ts'

/** What the person may want, the more particular first. Those with consequences take orders only. */
const understood: readonly Intent[] = [
  ...relations,
  withdrawOne,
  neverMind,
  mailMore,
  pointedText,
  newText,
  mailSpoken,
  aboutWaiting,
  howMuch,
  numberAgain,
  expenseMore,
  tryAgain,
  smallTalk,
  ofTheList,
  otherSum,
  leaveOut,
  change,
  sameAgain,
  lookAgain,
  expenseList,
  payChosen,
  freeThere,
  sideBySide,
  payInvoice,
  submitExpense,
  refundOrder,
  changeAccess,
  exportBookings,
  deleteBookings,
  cancelBooking,
  bookTable,
  bookRoom,
  sendMoney,
  payPayee,
  sendEmail,
  whyDenied,
  invoiceReferred,
  waiting,
  became,
  pending,
  invoiceNote,
  invoiceStatus,
  availability,
  listBookings,
  findOrder,
  listOrders,
  listPeople,
  balance,
  listInvoices,
  decide,
  {
    name: 'gist',
    ...(gist.take && { take: gist.take }),
    ...(lookGist.look && { look: lookGist.look }),
  },
]

export const intents: readonly Intent[] = [helpFor(understood), ...understood]

/** When nothing else has an answer: the gist of it; and what was held back is said to be. */
export const lastResorts: readonly Intent[] = [fragment, gist, continued, lookGist, holdBack, howTo]

export const notUnderstood = (heard: Heard, { said, isAsking }: Past): Plan =>
  notUnderstoodBy(understood, heard, said, isAsking)

/** How the results of reads are told. */
export const tellers: readonly Teller[] = [
  tellBalance,
  tellInvoices,
  tellRequests,
  tellWaiting,
  tellBookings,
  tellOrders,
  tellPeople,
]
