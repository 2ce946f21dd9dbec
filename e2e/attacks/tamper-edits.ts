import { type Act, alone, type Attack, together } from './attack.ts'
import { forReviewer, sending } from './scenes.ts'
import type { Stage } from './stage.ts'

type Edit = [name: string, input: unknown, expected: string]

/** What the member, who may edit the payment, sends as its new fields. */
const edits: readonly Edit[] = [
  ['another account', { account: 'acct_mine' }, '422 invalid input.account'],
  ['a field “approved”', { amount: 310_00, approved: true }, '422 invalid input.approved'],
  ['an invoice', { invoice: 'INV-1003' }, '422 invalid input.invoice'],
  ['a key “constructor”', { constructor: { amount: 1 } }, '422 invalid input.constructor'],
  ['amount 0', { amount: 0 }, '422 invalid input.amount'],
  ['amount −30000', { amount: -300_00 }, '422 invalid input.amount'],
  ['amount 1.5', { amount: 1.5 }, '422 invalid input.amount'],
  ['amount “1” as text', { amount: '1' }, '422 invalid input.amount'],
  ['amount 1e21', { amount: 1e21 }, '422 invalid input.amount'],
  ['no amount', { amount: null }, '422 invalid input.amount'],
  ['a payee that nobody knows', { payee: 'Me' }, '422 invalid input'],
  ['a payee with a Cyrillic “а”', { payee: 'H\u0430rbor Print' }, '422 invalid input'],
  ['a payee in an array', { payee: ['Harbor Print'] }, '422 invalid input.payee'],
  ['an empty payee', { payee: '' }, '422 invalid input.payee'],
  ['nothing', {}, '422 invalid input'],
  ['an array', [{ amount: 1 }], '422 invalid input'],
]

type Call = [name: string, tries: string, expected: string, run: (stage: Stage) => Promise<string>]

const soon = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
const DAY = 24 * 3_600_000
const seen = ({ request: { version, digest } }: Stage) => ({ version, digest })

const calls: readonly Call[] = [
  [
    'Edit: a title of one’s own',
    'a card that says something else',
    '422 invalid title',
    (stage) =>
      stage.owner.post(`${stage.path}/edits`, { ...seen(stage), input: {}, title: 'Lunch' }),
  ],
  [
    'Edit: another tool',
    'an approval for something else',
    '422 invalid tool',
    (stage) =>
      stage.owner.post(`${stage.path}/edits`, { ...seen(stage), input: {}, tool: 'pay_invoice' }),
  ],
  [
    'Edit: fields under “__proto__”',
    'fields that no check sees',
    '422 invalid input',
    (stage) => {
      const body = JSON.stringify({ ...seen(stage), input: {} })
      const polluted = body.replace('"input":{', '"input":{"__proto__":{"amount":100}')
      return stage.owner.post(`${stage.path}/edits`, polluted)
    },
  ],
  [
    'Edit above every limit',
    'more than the policy ever allows',
    '403 not_allowed',
    (stage) => stage.edit(stage.owner, { amount: 25_000_01 }),
  ],
  [
    'More time, ending in the past',
    'an expiry right away',
    '422 invalid expiresAt',
    (stage) => stage.owner.post(`${stage.path}/extend`, { expiresAt: soon(-DAY) }),
  ],
  [
    'Less time than it has',
    'to let it expire before anybody looks',
    '422 invalid expiresAt',
    (stage) => stage.owner.post(`${stage.path}/extend`, { expiresAt: soon(DAY) }),
  ],
  [
    '91 more days',
    'a request that waits for ever',
    '422 invalid expiresAt',
    (stage) => stage.owner.post(`${stage.path}/extend`, { expiresAt: soon(91 * DAY) }),
  ],
  [
    'Time as a number',
    'another reading of it',
    '422 invalid expiresAt',
    (stage) => stage.owner.post(`${stage.path}/extend`, { expiresAt: 1e15 }),
  ],
  [
    'A settlement of what still waits',
    'an outcome without an effect',
    '403 not_allowed',
    (stage) =>
      stage.cast.reviewer.post(`${stage.path}/settle`, { outcome: 'succeeded', reason: 'x' }),
  ],
  [
    'A settlement as “approved”',
    'a state that is no outcome',
    '422 invalid outcome',
    (stage) =>
      stage.cast.manager.post(`${stage.path}/settle`, { outcome: 'approved', reason: 'x' }),
  ],
  [
    'Undo of what cannot be undone',
    'a payment without its record',
    '403 not_allowed',
    (stage) => stage.owner.post(`${stage.path}/undo`, {}),
  ],
]

export const tamperedEdits: Act[] = [
  together('edits, times and settlements', [
    ...edits.map(([what, input, expected]): Attack => ({
      name: `Edit: ${what}`,
      tries: 'to have something else paid',
      scene: sending,
      expected,
      run: (stage) => stage.edit(stage.owner, input),
    })),
    ...calls.map(([name, tries, expected, run]): Attack => ({
      name,
      tries,
      scene: sending,
      expected,
      run,
    })),
  ]),
  alone({
    name: 'Edit of an invoice’s payment',
    tries: 'to change payee or amount of an invoice',
    scene: forReviewer,
    expected: '403 not_allowed',
    run: (stage) => stage.edit(stage.owner, { amount: 100 }),
  }),
]
