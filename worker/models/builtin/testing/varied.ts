/** What is said, in turns (`DENY reason` and `APPROVE` are people's answers), and the calls that the last turn makes. */
export type Varied = [said: string[], calls: string[]]

/** One sentence each, as different people would say it. */
export const wishes: readonly Varied[] = [
  [['Kindly process payment of invoice INV-2050'], ['pay_invoice INV-2050']],
  [['Would you mind paying INV-1002?'], ['pay_invoice INV-1002']],
  [['pay the harbor print invoice for $75.50'], ['pay_invoice INV-1004']],
  [
    ['please pay everything we owe to harbor print'],
    ['pay_invoice INV-1001', 'pay_invoice INV-1004'],
  ],
  [["I'd like INV-1001 and INV-1004 to be paid"], ['pay_invoice INV-1001', 'pay_invoice INV-1004']],
  [['INV-1004: please pay'], ['pay_invoice INV-1004']],
  [['get invoice 1001 paid'], ['pay_invoice INV-1001']],
  [['pay the oldest Harbor Print bill'], ['pay_invoice INV-1001']],
  [["pay all of harbor print's invoices except INV-1004"], ['pay_invoice INV-1001']],
  [["I'd appreciate it if you could pay INV-1004"], ['pay_invoice INV-1004']],
  [["Don't pay INV-1001, pay INV-1004"], ['pay_invoice INV-1004']],
  [
    ['transfer two hundred and fifty dollars to Alder Construction'],
    ['send_payment Alder Construction 25000'],
  ],
  [['wire Harbor Print twelve hundred dollars'], ['send_payment Harbor Print 120000']],
  [
    ['send $1,000.50 to Alder Construction with memo March retainer'],
    ['send_payment Alder Construction 100050 March retainer'],
  ],
  [
    ['Send $20 each to Harbor Print and Tidewater Linen'],
    ['send_payment Harbor Print 2000', 'send_payment Tidewater Linen 2000'],
  ],
  [
    ['Kindly arrange a transfer of USD 500 to Alder Construction'],
    ['send_payment Alder Construction 50000'],
  ],
  [['Can you send Harbor Print the $40 we owe them?'], ['send_payment Harbor Print 4000']],
  [['Give Harbor Print a $30 tip'], ['send_payment Harbor Print 3000']],
  [['issue a full refund for order #2031'], ['refund_order ORD-2031']],
  [
    ['process a refund of $12.75 for order ORD-2002, item damaged'],
    ['refund_order ORD-2002 1275 item damaged'],
  ],
  [
    ['refund $10 on ORD-2001 and $20 on ORD-2002'],
    ['refund_order ORD-2001 1000', 'refund_order ORD-2002 2000'],
  ],
  [['Order 2001 arrived broken, can you refund it?'], ['refund_order ORD-2001 arrived broken']],
  [['credit $10 back to order 2011'], ['refund_order ORD-2011 1000']],
  [['please reimburse me $23 for parking'], ['submit_expense 2300 parking']],
  [['log a 40 dollar expense for printer paper'], ['submit_expense 4000 printer paper']],
  [
    ['I bought a keyboard for $89, can you submit that as an expense?'],
    ['submit_expense 8900 a keyboard'],
  ],
  [['submit $75 for team lunch as an expense'], ['submit_expense 7500 team lunch']],
  [['claim back $45 I spent on cables'], ['submit_expense 4500 cables']],
  [
    ['submit an expense of $40 for a train that was cancelled'],
    ['submit_expense 4000 a train that was cancelled'],
  ],
  [
    ["we'd like a table for 5 this Saturday at 8 in the evening at Luma"],
    ['book_table Luma 2026-11-28 20:00 5'],
  ],
  [['Luma for four at half seven tomorrow please'], ['book_table Luma 2026-11-24 19:30 4']],
  [
    ['please make a reservation at Luma for 7 people on the 30th at 19:30 under the name Chen'],
    ['book_table Luma 2026-11-30 19:30 7 Chen'],
  ],
  [
    ['I want to eat at Luma tomorrow at 7pm with 3 friends'],
    ['book_table Luma 2026-11-24 19:00 4'],
  ],
  [['Need a table at Luma. Tomorrow. 7pm. Four people.'], ['book_table Luma 2026-11-24 19:00 4']],
  [
    ['we need a table at Luma for a party of 12 on Dec 20th, 6.30pm'],
    ['book_table Luma 2026-12-20 18:30 12'],
  ],
  [['tbl for 2 @ luma fri 7:30pm'], ['book_table Luma 2026-11-27 19:30 2']],
  [
    ['reserve room Atlas on friday for two hours starting at 2pm'],
    ['book_room Atlas 2026-11-27 14:00 16:00'],
  ],
  [['grab birch for 30 minutes at 9 tomorrow'], ['book_room Birch 2026-11-24 09:00 09:30']],
  [
    ['book the atlas room for the budget meeting next tuesday 10am-noon'],
    ['book_room Atlas 2026-12-01 10:00 12:00 the budget meeting'],
  ],
  [
    ['please hold Birch for me on the 2nd of December, 8 till 9:30'],
    ['book_room Birch 2026-12-02 08:00 09:30'],
  ],
  [
    ['cancel my reservation BKG-1003 and BKG-1004'],
    ['cancel_booking BKG-1003', 'cancel_booking BKG-1004'],
  ],
  [['I no longer need BKG-1003, please cancel it'], ['cancel_booking BKG-1003']],
  [['call off my table tomorrow'], ['cancel_booking BKG-1003']],
  [['cancel BKG-1003 because we are not coming'], ['cancel_booking BKG-1003']],
  [
    ["shoot lisa@example.com a quick note that I'm running late"],
    ["send_email lisa@example.com I'm running late"],
  ],
  [
    ['tell ann@example.com we cannot pay before Friday'],
    ['send_email ann@example.com we cannot pay before Friday'],
  ],
  [
    ['ask tom@example.com to send the contract'],
    ['send_email tom@example.com Please send the contract'],
  ],
  [
    ['email ops@fernway.example about the outage: servers are down until noon'],
    ['send_email ops@fernway.example servers are down until noon the outage'],
  ],
  [
    ['e-mail a@example.com "Don\'t pay INV-1001 yet"'],
    ["send_email a@example.com Don't pay INV-1001 yet"],
  ],
  [
    ['Email sam@example.com with subject Lunch and body See you at noon'],
    ['send_email sam@example.com See you at noon Lunch'],
  ],
  [["set second member's role to manager"], ['change_access second member manager']],
  // A name may be any word, and is mostly written small.
  [['Give member-vpztbvqn reviewer access'], ['change_access member-vpztbvqn reviewer']],
  [['give petra reviewer access'], ['change_access petra reviewer']],
  [
    ["I'd like member2@fernway.example to have reviewer access"],
    ['change_access member2@fernway.example reviewer'],
  ],
  [['Make reviewer2 an auditor instead of a reviewer'], ['change_access reviewer2 auditor']],
  [['purge cancelled bookings older than June 1'], ['delete_bookings cancelled 2026-06-01']],
  [
    ['I need an export of the bookings between Nov 1 and Nov 15'],
    ['export_bookings 2026-11-01 2026-11-15'],
  ],
  [['export bookings since last Monday'], ['export_bookings 2026-11-16']],
  [
    [
      'Pay INV-1001 and book Atlas tomorrow from 2 to 3 and email sam@example.com that the room is booked',
    ],
    [
      'pay_invoice INV-1001',
      'book_room Atlas 2026-11-24 14:00 15:00',
      'send_email sam@example.com the room is booked',
    ],
  ],
  [
    ['refund ORD-2001, also give member2 auditor access, and export all cancelled bookings'],
    ['refund_order ORD-2001', 'change_access member2 auditor', 'export_bookings cancelled'],
  ],
]

/** References, corrections and answers. */
export const exchanges: readonly Varied[] = [
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'no, 18:30'],
    ['book_table Luma 2026-11-24 18:30 4 r1'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'can we do 8pm instead?'],
    ['book_table Luma 2026-11-24 20:00 4 r1'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'not 4, 6'],
    ['book_table Luma 2026-11-24 19:00 6 r1'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'half an hour later'],
    ['book_table Luma 2026-11-24 19:30 4 r1'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'one more person'],
    ['book_table Luma 2026-11-24 19:00 5 r1'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', '18:30'],
    ['book_table Luma 2026-11-24 18:30 4 r1'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'DENY too late, take 18:30', 'ok'],
    ['book_table Luma 2026-11-24 18:30 4'],
  ],
  [
    [
      'Book a table for 4 at Luma tomorrow at 19:00',
      'DENY 19:00 is too late. How about 17:30?',
      'fine',
    ],
    ['book_table Luma 2026-11-24 17:30 4'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'DENY too many people', 'try again with 3'],
    ['book_table Luma 2026-11-24 19:00 3'],
  ],
  [
    ['Book a table for 4 at Luma tomorrow at 19:00', 'APPROVE', 'cancel it'],
    ['cancel_booking BKG-1009'],
  ],
  [
    ['Book room Atlas tomorrow from 10 to 12', 'DENY Use Birch instead', 'do that'],
    ['book_room Birch 2026-11-24 10:00 12:00'],
  ],
  [
    ['Book room Atlas tomorrow from 10 to 12', 'make it an hour longer'],
    ['book_room Atlas 2026-11-24 10:00 13:00 r1'],
  ],
  [
    ['Book room Atlas tomorrow from 10 to 12', 'and the same on Friday'],
    ['book_room Atlas 2026-11-27 10:00 12:00'],
  ],
  [['Pay INV-1001', 'pay INV-1004 instead'], ['pay_invoice INV-1004 r1']],
  [['Pay INV-1001', 'and INV-1004 too'], ['pay_invoice INV-1004']],
  [
    ['Pay INV-1001 and INV-1004', 'cancel both'],
    ['withdraw_request r1', 'withdraw_request r2'],
  ],
  [
    ['Pay INV-1001', 'Send $40 to Harbor Print', 'make it $30'],
    ['send_payment Harbor Print 3000 r2'],
  ],
  [
    ['Send $40 to Harbor Print', 'no, to Tidewater Linen'],
    ['send_payment Tidewater Linen 4000 r1'],
  ],
  [['Send $40 to Harbor Print', 'DENY max $25', 'ok do that'], ['send_payment Harbor Print 2500']],
  [['Refund $70 on ORD-2001', 'same for ORD-2002'], ['refund_order ORD-2002 7000']],
  [['Give member2 reviewer access', 'make it manager'], ['change_access member2 manager r1']],
  [['Give member2 reviewer access', 'I meant reviewer2'], ['change_access reviewer2 reviewer r1']],
  [
    ['Delete all cancelled bookings', 'only those before June'],
    ['delete_bookings cancelled 2026-06-01 r1'],
  ],
  [
    ['E-mail sam@example.com: hi', 'to joe@example.com instead'],
    ['send_email joe@example.com hi r1'],
  ],
  [
    ['Book a table', 'for 4 at Luma', "what's my balance?", 'tomorrow at 8'],
    ['book_table Luma 2026-11-24 20:00 4'],
  ],
  [['Book a room', 'Atlas', 'Friday', '9', '11'], ['book_room Atlas 2026-11-27 09:00 11:00']],
  [
    ['Is there a table for 4 at Luma tomorrow?', 'take the second slot'],
    ['book_table Luma 2026-11-24 18:30 4'],
  ],
  [
    ['Is Atlas free on Friday?', 'great, book it from 2 to 3'],
    ['book_room Atlas 2026-11-27 14:00 15:00'],
  ],
  [['Cancel my booking', 'the Luma one'], ['cancel_booking BKG-1003']],
  [
    ['List open invoices', 'pay the first two'],
    ['pay_invoice INV-1001', 'pay_invoice INV-1002'],
  ],
  [['show order 2003', 'refund $10'], ['refund_order ORD-2003 1000']],
  [
    ['email sam@example.com', 'Hello, we are late. Please wait for us.'],
    ['send_email sam@example.com Hello, we are late. Please wait for us.'],
  ],
]
