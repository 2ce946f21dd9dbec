import type { Intent } from '../plan.ts'
import { afterAll } from './after-all.ts'
import { alsoNeeded } from './also-needed.ts'
import { fewer } from './fewer.ts'
import { already } from './already.ts'
import { anotherNumber } from './another-number.ts'
import { askAgain } from './ask-again.ts'
import { askedAgain } from './asked-again.ts'
import { asOne } from './as-one.ts'
import { bookTold } from './book-told.ts'
import { allOfThem } from './all-of-them.ts'
import { bothTexts } from './both-texts.ts'
import { both } from './both.ts'
import { cancelIt } from './cancel-it.ts'
import { exportTold } from './export-told.ts'
import { endorsed } from './endorsed.ts'
import { firstThings } from './first-things.ts'
import { giveBack } from './give-back.ts'
import { hourMeant } from './hour-meant.ts'
import { leftOut } from './left-out.ts'
import { mailBeside } from './mail-beside.ts'
import { mailToo } from './mail-too.ts'
import { moveIt } from './move-it.ts'
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
import { roomBySize } from './room-by-size.ts'
import { scaled } from './scaled.ts'
import { stays } from './stays.ts'
import { thatText } from './that-text.ts'
import { toldPurpose } from './told-purpose.ts'
import { whatWaits } from './what-waits.ts'

/** How words relate to what waits or was just asked for: each hears one relation, and nothing else. */
export const relations: readonly Intent[] = [
  already,
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
  askAgain,
  hourMeant,
  mailBeside,
  toldPurpose,
  fewer,
  alsoNeeded,
  bothTexts,
  allOfThem,
  stays,
  exportTold,
  roomBySize,
  moveIt,
  whatWaits,
]
