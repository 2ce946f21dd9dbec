import type { Intent } from '../plan.ts'
import { afterAll } from './after-all.ts'
import { anotherNumber } from './another-number.ts'
import { askedAgain } from './asked-again.ts'
import { asOne } from './as-one.ts'
import { bookTold } from './book-told.ts'
import { both } from './both.ts'
import { cancelIt } from './cancel-it.ts'
import { endorsed } from './endorsed.ts'
import { firstThings } from './first-things.ts'
import { giveBack } from './give-back.ts'
import { leftOut } from './left-out.ts'
import { mailToo } from './mail-too.ts'
import { nextOne } from './next-one.ts'
import { onceMore } from './once-more.ts'
import { oneMoreLater } from './one-more.ts'
import { oneOf } from './one-of.ts'
import { otherInvoice } from './other-invoice.ts'
import { otherOne } from './other-one.ts'
import { otherPurpose } from './other-purpose.ts'
import { otherValue } from './other-value.ts'
import { payeeToo } from './payee-too.ts'
import { receipt } from './receipt.ts'
import { scaled } from './scaled.ts'
import { thatText } from './that-text.ts'

/** How words relate to what waits or was just asked for: each hears one relation, and nothing else. */
export const relations: readonly Intent[] = [
  asOne,
  afterAll,
  otherOne,
  otherInvoice,
  otherPurpose,
  mailToo,
  both,
  oneOf,
  otherValue,
  leftOut,
  scaled,
  oneMoreLater,
  onceMore,
  nextOne,
  anotherNumber,
  thatText,
  giveBack,
  askedAgain,
  endorsed,
  payeeToo,
  receipt,
  bookTold,
  cancelIt,
  firstThings,
]
