import type { Scene } from './attack.ts'
import { forReviewer, paid, sending } from './scenes.ts'
import type { Stage } from './stage.ts'

const WEEK = 7 * 24 * 3_600_000

type Old = [
  name: string,
  tries: string,
  scene: Scene,
  /** What honestly happened since the ballot was filled in. */
  since: (stage: Stage) => Promise<unknown>,
  expected: string,
  cast: (stage: Stage) => Promise<string>,
]

export const byReviewer = (stage: Stage) => stage.decide(stage.cast.reviewer, 'approve')
const bySecond = (stage: Stage) => stage.decide(stage.cast.secondReviewer, 'approve')
const withdraw = (stage: Stage) => stage.owner.must('POST', `${stage.path}/withdraw`, {})
const toAmount = (amount: number) => (stage: Stage) => stage.edit(stage.owner, { amount })

/** A ballot, edit or withdrawal that was right once: `stage.request` stays what was first shown. */
export const olds: readonly Old[] = [
  [
    'The same approval again, after the payment',
    'a second payment',
    paid,
    async () => undefined,
    '200 succeeded',
    byReviewer,
  ],
  [
    'A second reviewer’s approval, after the payment',
    'a second payment',
    paid,
    async () => undefined,
    '409 already_decided',
    bySecond,
  ],
  [
    'A denial by whoever approved',
    'to take back what is paid',
    paid,
    async () => undefined,
    '409 already_decided',
    (stage) => stage.decide(stage.cast.reviewer, 'deny'),
  ],
  [
    'An approval kept over a withdrawal',
    'to pay what was taken back',
    forReviewer,
    withdraw,
    '409 already_decided',
    byReviewer,
  ],
  [
    'An approval kept over a denial',
    'to overrule a reviewer',
    forReviewer,
    (stage) => stage.decide(stage.cast.secondReviewer, 'deny'),
    '409 already_decided',
    byReviewer,
  ],
  [
    'An approval kept over expiry',
    'to pay what has run out',
    forReviewer,
    (stage) => stage.moveClock(WEEK + 1),
    '409 already_decided',
    byReviewer,
  ],
  [
    'An approval kept over a newer ask for the same',
    'to pay what was replaced',
    sending,
    (stage) => stage.ask('Send $310 to Harbor Print'),
    '409 already_decided',
    byReviewer,
  ],
  [
    'An approval of version 1 after an edit',
    'to have $310 paid with a yes to $300',
    sending,
    toAmount(310_00),
    '409 stale',
    byReviewer,
  ],
  [
    'An approval of version 1 after it was edited and edited back',
    'a yes to equal words of another version',
    sending,
    async (stage) => {
      await toAmount(310_00)(stage)
      const edited = (await stage.requests())[0]
      await stage.edit(stage.owner, { amount: 300_00 }, edited)
    },
    '409 stale',
    byReviewer,
  ],
  [
    'The same edit again',
    'a version that nobody asked for',
    sending,
    toAmount(310_00),
    '409 stale',
    toAmount(310_00),
  ],
  [
    'A withdrawal after the payment',
    'to take back what is paid',
    paid,
    async () => undefined,
    '409 already_decided',
    (stage) => stage.owner.post(`${stage.path}/withdraw`, {}),
  ],
  [
    'A withdrawal again',
    'a second fact of it',
    forReviewer,
    withdraw,
    '200 withdrawn',
    (stage) => stage.owner.post(`${stage.path}/withdraw`, {}),
  ],
  [
    'An edit kept over the payment',
    'to change what was paid',
    paid,
    async () => undefined,
    '409 already_decided',
    toAmount(1_00),
  ],
  [
    'More time for what has expired',
    'to bring it back to life',
    forReviewer,
    (stage) => stage.moveClock(WEEK + 1),
    '409 already_decided',
    (stage) =>
      stage.owner.post(`${stage.path}/extend`, {
        expiresAt: new Date(Date.now() + 3 * WEEK).toISOString(),
      }),
  ],
]
