import { isSlip } from '../facts/places.ts'

/** Words that decide what is meant; a slip of the finger in one of them is forgiven. */
const vocabulary =
  `please could would invoice invoices refund reimburse cancel booking bookings reservation
 reserve table email message delete remove export download expense submit balance reviewer manager auditor
 access tomorrow tonight monday tuesday wednesday thursday friday saturday sunday pending waiting available
 people order orders denied dollars cancelled confirmed withdraw approve transfer settle promote refunds
 never instead actually`.split(/\s+/)

/** Words of their own that are one slip away from one of those. */
const innocent = new Set(
  `world mould border older ordered boarder cable fable stable tables tablet tabled able expert exports
 expired expects excess assess success moved remote removed reserved reserves refunded cancels canceled
 dollar denies defined cooking looking hooking wasting weighting billing kettle nettle settled settles
 balanced message's messages deleted deletes expenses managers manage manages manner reviewers reviewed
 auditors monday's friday's promoted promoter remoter pleased pleases peoples submits transfers approved
 approves unavailable invoiced sunday mailing fending sending lending spending ending pendings approach
 lever fever sever nerve seven even bending vending tending endings dealt dollars' cancellation booked emails
 emailed reimbursed tonight's letters level ever bookings' booking's wanting
 wanted settling`.split(/\s+/),
)
const known = new Set(vocabulary)
const special: Record<string, string> = {
  canceled: 'cancelled',
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tommorow: 'tomorrow',
  tommorrow: 'tomorrow',
  tomorow: 'tomorrow',
  tomoro: 'tomorrow',
  u: 'you',
  sry: 'sorry',
  soz: 'sorry',
  insted: 'instead',
  instaed: 'instead',
  ppl: 'people',
  resv: 'reservation',
  reservaton: 'reservation',
  tbl: 'table',
  resrv: 'reserve',
  pya: 'pay',
  rfnd: 'refund',
  pymt: 'payment',
  pmt: 'payment',
  xfer: 'transfer',
  cxl: 'cancel',
  cncl: 'cancel',
  rsv: 'reserve',
  tmw: 'tomorrow',
  tomo: 'tomorrow',
  dlrs: 'dollars',
  reimb: 'reimburse',
  bok: 'book',
  boook: 'book',
  sned: 'send',
  snd: 'send',
  tabel: 'table',
  rufund: 'refund',
  invioce: 'invoice',
  emial: 'email',
  mngr: 'manager',
  mgr: 'manager',
  wednsday: 'wednesday',
  wensday: 'wednesday',
  untill: 'until',
  untl: 'until',
}

/** However it is misspelt, nothing else looks like it. */
const someTomorrow = /^t(?:oo?|u)?m+[oa]*r+[oa]*w+(?:e|s)?$|^tom+or+[oa]+$/

const right = (word: string): string => {
  const fixed = special[word] ?? (someTomorrow.test(word) ? 'tomorrow' : undefined)
  if (fixed) return fixed
  if (word.length < 5 || known.has(word) || innocent.has(word)) return word
  return (
    vocabulary.find((each) => each[0] === word[0] && each.length >= 5 && isSlip(word, each)) ?? word
  )
}

/** Puts slips right in words of small letters, and in the first; names in capitals stay as they are. */
export const spelled = (text: string): string =>
  text.replace(
    /(?<![\w@.'-])([a-z]{1,15}|(?<=^|[.!?] )[A-Z][a-z]{3,15})(?![\w@'-]|\.\w)/g,
    (word) => {
      const lower = word.toLowerCase()
      const fixed = right(lower)
      return fixed === lower ? word : fixed
    },
  )
