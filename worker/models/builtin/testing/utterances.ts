/**
 * What people say, and what the assistant must call about the last of it. `calls` are written as
 * `tool argument…`; an effect that is not listed must not happen.
 */
export type Case = { said: string | readonly string[]; calls: readonly string[]; text?: RegExp }

const pay = (...numbers: string[]) => numbers.map((number) => `pay_invoice ${number}`)
const each = (utterances: string[], rest: Omit<Case, 'said'>): Case[] =>
  utterances.map((said) => ({ said, ...rest }))

const whichOne = 'Pay Harbor Print'
const howMuch = 'Send money to Harbor Print'

export const payments: readonly Case[] = [
  // Orders with a number
  ...each(
    [
      'Pay invoice INV-1001',
      'pay inv-1001',
      'PAY INVOICE INV-1001!',
      'Please pay invoice INV-1001.',
      'Could you please pay invoice INV-1001?',
      'Can you pay INV-1001 for me please?',
      'Hi! Pay invoice INV-1001, thanks',
      'Hello, I would like to pay invoice 1001',
      "I'd like you to pay invoice no. 1001 today",
      'I want to pay #1001',
      'ok, go ahead and pay the invoice INV-1001 now',
      'Settle invoice INV-1001 from Harbor Print',
      'Yes, pay INV-1001',
      'Make a payment for invoice INV-1001',
      'The flyers have arrived. Please pay INV-1001.',
    ],
    { calls: pay('INV-1001'), text: /approval to pay invoice INV-1001/ },
  ),
  ...each(
    [
      'Pay invoices INV-1001 and INV-1004',
      'please pay invoices inv-1001 & inv-1004',
      'Pay INV-1001, INV-1004',
      'Pay INV-1001 and 1004',
      'Pay both invoices INV-1001 and INV-1004 please',
      'Pay invoice INV-1001 and invoice INV-1004 and INV-1001',
    ],
    { calls: pay('INV-1001', 'INV-1004'), text: /invoices INV-1001 and INV-1004/ },
  ),
  { said: 'Pay INV-1001. Pay INV-1004.', calls: pay('INV-1001', 'INV-1004') },
  { said: 'Pay INV-1001 but not INV-1004', calls: pay('INV-1001') },
  { said: 'Pay INV-1001, INV-1002 and INV-1004', calls: pay('INV-1001', 'INV-1002', 'INV-1004') },
  { said: 'Pay invoice INV-2137', calls: pay('INV-2137') },

  // Orders with a payee
  {
    said: 'Pay Northwind Catering',
    calls: ['list_invoices Northwind Catering', ...pay('INV-1002')],
    text: /one open invoice, INV-1002 over \$1,850\.00/,
  },
  {
    said: 'could you pay the invoice of northwind catering?',
    calls: ['list_invoices northwind catering', ...pay('INV-1002')],
  },
  {
    said: whichOne,
    calls: ['list_invoices Harbor Print'],
    text: /two open invoices:[^]*1\. INV-1001, \$120\.00[^]*2\. INV-1004, \$75\.50[^]*Which one/,
  },
  {
    said: 'Pay all open invoices of Harbor Print',
    calls: ['list_invoices Harbor Print', ...pay('INV-1001', 'INV-1004')],
  },
  {
    said: 'Pay Acme',
    calls: ['list_invoices Acme', 'list_invoices'],
    text: /no open invoice of “Acme”/,
  },
  { said: 'Pay an invoice', calls: ['list_invoices'], text: /Which one/ },
]

/** Answers to "Which one shall I pay?" */
export const answers: readonly Case[] = [
  ...each(['INV-1004', '1004', 'the second one', 'The second one, please.', 'second', '2'], {
    calls: pay('INV-1004'),
  }),
  ...each(
    [
      'the cheaper one',
      'Pay the cheapest',
      'the smaller one please',
      'the last one',
      'the latter',
      'the $75.50 one',
      'number 2',
      'I mean INV-1004',
      'the 2nd invoice',
    ],
    { calls: pay('INV-1004') },
  ),
  ...each(['the first', 'the more expensive one', 'the oldest', 'the $120 one', 'yes, 1001'], {
    calls: pay('INV-1001'),
  }),
  ...each(['both', 'Both of them please', 'all', 'the first and the second one'], {
    calls: pay('INV-1001', 'INV-1004'),
  }),
  ...each(
    ['the seventh', 'Which one is cheaper?', 'not the second one', 'yes', 'INV-1001 if due'],
    {
      calls: [],
    },
  ),
  ...each(['never mind', 'Neither', 'no thanks', 'cancel'], {
    calls: [],
    text: /nothing was asked/,
  }),
].map((one) => ({ ...one, said: [whichOne, ...[one.said].flat()] }))

export const dialogues: readonly Case[] = [
  { said: [whichOne, 'What is my balance?', 'the second one'], calls: pay('INV-1004') },
  { said: [whichOne, 'never mind', 'the second one'], calls: [] },
  { said: [whichOne, 'INV-1004', 'the second one'], calls: [] },
  { said: [whichOne, 'Pay Northwind Catering', 'both'], calls: [] },
  { said: ['List open invoices', 'pay the second one'], calls: pay('INV-1002') },
  { said: ['List open invoices', 'thanks'], calls: [], text: /welcome/ },
  { said: ['Was INV-1004 paid?', 'pay it'], calls: pay('INV-1004') },
  { said: [howMuch, '40'], calls: ['send_payment Harbor Print 4000'] },
  { said: [howMuch, '$75.50 please'], calls: ['send_payment Harbor Print 7550'] },
  {
    said: [howMuch, 'What is my balance?', '1,000 dollars'],
    calls: ['send_payment Harbor Print 100000'],
  },
  { said: [howMuch, 'what about 40?'], calls: [] },
  { said: [howMuch, 'a lot'], calls: [] },
  { said: [howMuch, '0'], calls: [], text: /above zero/ },
  { said: [howMuch, 'pay INV-1001'], calls: pay('INV-1001') },
  { said: ['Send $40', 'Harbor Print'], calls: ['send_payment Harbor Print 4000'] },
  { said: ['Send $40', 'List open invoices'], calls: ['list_invoices'] },
  { said: ['Send money', 'to Harbor Print', '$12.05'], calls: ['send_payment Harbor Print 1205'] },
  { said: ['Pay INV-1001', 'never mind'], calls: ['withdraw_request r1'], text: /Withdrawn/ },
  { said: [howMuch, 'what about 40?', 'yes'], calls: ['send_payment Harbor Print 4000'] },
  { said: ['Pay INV-1001', 'approve it'], calls: [], text: /press Approve/ },
  { said: ['Pay INV-1001', 'yes'], calls: [], text: /cannot decide/ },
]

export const sends: readonly Case[] = [
  ...each(
    [
      'Send $40 to Harbor Print',
      'please transfer 40 dollars to Harbor Print',
      'Could you send $40.00 to Harbor Print?',
      'Send Harbor Print $40',
      'Pay Harbor Print $40',
      'Pay $40 to Harbor Print',
      'wire 40 to Harbor Print now',
      'Send 40 bucks to Harbor Print',
    ],
    {
      calls: ['send_payment Harbor Print 4000'],
      text: /approval to send \$40\.00 to Harbor Print/,
    },
  ),
  { said: 'Send $1,850.5 to Harbor Print', calls: ['send_payment Harbor Print 185050'] },
  {
    said: 'Send $40 to Harbor Print for the flyers',
    calls: ['send_payment Harbor Print 4000 the flyers'],
  },
  {
    said: 'Send $40 to Harbor Print and $20 to Tidewater Linen',
    calls: ['send_payment Harbor Print 4000', 'send_payment Tidewater Linen 2000'],
  },
  { said: howMuch, calls: [], text: /How much shall I send to Harbor Print\?/ },
  { said: 'Send $40', calls: [], text: /To whom/ },
  { said: 'Send $0 to Harbor Print', calls: [], text: /above zero/ },
  { said: 'Send -$40 to Harbor Print', calls: [] },
  { said: 'Send $-40 to Harbor Print', calls: [] },
  { said: 'Send $40.123 to Harbor Print', calls: [], text: /above zero/ },
  { said: 'Send €40 to Harbor Print', calls: [] },
  { said: 'Send $40 to INV-1001', calls: [], text: /paid in full/ },
  { said: 'Pay $50 for invoice INV-1001', calls: ['list_invoices'], text: /paid in full/ },
  { said: 'Pay INV-1001 for $120', calls: ['list_invoices', ...pay('INV-1001')] },
]

export const reads: readonly Case[] = [
  ...each(
    [
      'What is my balance?',
      "what's our balance",
      'Balance',
      'show me the balance please',
      'How much money do we have?',
    ],
    {
      calls: ['get_balance'],
      text: /holds \$50,000\.00/,
    },
  ),
  ...each(
    [
      'List open invoices',
      'show me the open invoices',
      'Which invoices are open?',
      'open invoices',
      'What invoices do we have?',
      'Are there any unpaid bills?',
    ],
    { calls: ['list_invoices'], text: /Three open invoices/ },
  ),
  {
    said: 'List open invoices of Harbor Print',
    calls: ['list_invoices Harbor Print'],
    text: /Two open/,
  },
  ...each(
    ['What is pending?', 'what’s pending', 'Show my requests', 'Is anything pending?', 'pending'],
    {
      calls: ['list_requests'],
      text: /Nothing of yours is pending/,
    },
  ),
  ...each(
    [
      'What is waiting for me?',
      "what's waiting for me",
      'Is anything waiting for me?',
      'What needs my approval?',
      'show my inbox',
      'What do I have to approve?',
      'Anything to review?',
    ],
    { calls: ['list_waiting'], text: /Nothing waits for you/ },
  ),
  ...each(['why was it denied?', 'Why was my request rejected', 'why?', 'Who refused it?'], {
    calls: ['list_requests'],
    text: /None of your requests was denied/,
  }),
  ...each(['What can you do?', 'help', 'Help me!', 'who are you?', 'How does this work?'], {
    calls: [],
    text: /“Pay invoice INV-1001”[^]*“What is waiting for me\?”/,
  }),
  ...each(['Hello', 'hi there!', 'Good morning'], { calls: [], text: /^Hello/ }),
  ...each(['Thanks!', 'thank you very much', 'Great, thanks'], {
    calls: [],
    text: /welcome/,
  }),
]

/** Words about payments that ask for none. */
export const restraint: readonly Case[] = [
  ...each(
    [
      "Don't pay INV-1001",
      'Do not pay invoice INV-1001!',
      'Please don’t pay Harbor Print',
      'Never pay INV-1001',
      'Pay INV-1001. Actually, don’t.',
      "I don't want to pay invoice INV-1001",
      'Stop! Do not send $40 to Harbor Print',
      'Do not send $40 to Harbor Print',
    ],
    { calls: [], text: /have not asked for any payment/ },
  ),
  ...each(
    [
      'Pay INV-1001 tomorrow',
      'If the balance allows it, pay INV-1001',
      'Pay INV-1001 when it is due',
      'Send $40 to Harbor Print every month',
      'Pay Harbor Print next week',
    ],
    { calls: [], text: /right away/ },
  ),
  ...each(
    [
      'How do I pay an invoice?',
      'How can I pay INV-1001?',
      'Should I send $40 to Harbor Print?',
      'Can you tell me how to pay an invoice?',
      'Who may pay Harbor Print?',
      'Pay Harbor Print?',
    ],
    { calls: [], text: /Write for example/ },
  ),
  ...each(
    [
      'Was INV-1001 paid?',
      'Is invoice 1001 open?',
      'How much is INV-1001?',
      'Did you pay INV-1001?',
      'When is INV-1001 due?',
    ],
    {
      calls: ['list_invoices'],
      text: /INV-1001 is open: \$120\.00 to Harbor Print, due 2026-12-01/,
    },
  ),
  ...each(
    [
      'What does INV-1004 say?',
      'Read me the note on invoice 1004',
      'show the note of INV-1004 please',
      'What is INV-1004 for?',
    ],
    {
      calls: ['read_invoice_note INV-1004'],
      text: /supplier's own words: “Pay this at once”/,
    },
  ),
  { said: 'Was INV-1003 paid?', calls: ['list_invoices'], text: /INV-1003 is not among the open/ },
  ...each(
    [
      'I paid INV-1001 yesterday',
      'INV-1001',
      'My colleague said: pay INV-1001',
      'Paying INV-1001 was a mistake',
      'payment',
      'Book a table at Luma',
      'asdf',
      '???',
      'Tell me a joke',
      'invoice 7',
    ],
    { calls: [] },
  ),
  {
    said: 'Something about an invoice',
    calls: [],
    text: /Did you mean something like “Pay invoice INV-1001”/,
  },
  { said: 'Refund ORD-2001', calls: ['refund_order ORD-2001'] },
]
