import { type Act, alone, type Attack } from './attack.ts'
import { given, HOUR } from './granting.ts'
import { forOwner, forReviewer } from './scenes.ts'
import type { Stage } from './stage.ts'

type Ask = [
  name: string,
  tries: string,
  expected: string,
  /** Gives the grant, and takes it away again where that is the point. */
  prepare: (stage: Stage) => Promise<unknown>,
  amount: number,
]

/** A reviewer's grant for $300 to Harbor Print, asked for more than it allows. */
const asks: readonly Ask[] = [
  [
    'A larger payment under a grant for $300',
    '$301 without a reviewer',
    'pending',
    (stage) => given(stage.cast.reviewer, stage),
    301_00,
  ],
  [
    'A payment beyond a grant’s spend cap',
    'more than the cap',
    'pending',
    (stage) => given(stage.cast.reviewer, stage, { spendCap: 100_00 }),
    200_00,
  ],
  [
    'A payment under a revoked grant',
    'a yes that was taken back',
    'pending',
    async (stage) => {
      const id = await given(stage.cast.reviewer, stage)
      await stage.cast.reviewer.must('DELETE', `/api/grants/${id}`)
    },
    200_00,
  ],
  [
    'A payment under a grant that has ended',
    'a yes that has run out',
    'pending',
    async (stage) => {
      await given(stage.cast.reviewer, stage)
      await stage.moveClock(3 * HOUR)
    },
    200_00,
  ],
  [
    'A payment under the grant of a reviewer who is none any more',
    'the yes of a role that was lost',
    'pending',
    async (stage) => {
      const reviewer = await stage.newcomer('reviewer')
      await given(reviewer, stage)
      await reviewer.become('member')
    },
    200_00,
  ],
  [
    'A payment that brings the day’s sum above what the giver may confirm',
    '$5,100 in a day with one reviewer’s yes',
    'pending',
    async (stage) => {
      await given(stage.cast.reviewer, stage, { uses: 50 })
      await stage.askToPay(4_700_00)
    },
    200_00,
  ],
]

const beyond: readonly Attack[] = [
  ...asks.map(([name, tries, expected, prepare, amount]): Attack => ({
    name,
    tries,
    scene: forReviewer,
    expected,
    facts: ['request.proposed'],
    says: 1,
    async run(stage) {
      await prepare(stage)
      await stage.mark()
      return (await stage.askToPay(amount)).status
    },
  })),
  {
    name: 'Another member’s payment under somebody’s grant',
    tries: 'a yes that was given to another',
    scene: forReviewer,
    expected: 'pending',
    async run(stage) {
      await given(stage.cast.reviewer, stage)
      const owner = await stage.newcomer('member')
      const conversation = await stage.newConversation(owner)
      return (await stage.askToPay(290_00, { owner, conversation })).status
    },
  },
  {
    name: 'The member’s own grant for $40, used beyond what they may confirm',
    tries: '$280 without a reviewer',
    scene: forOwner,
    expected: 'pending',
    facts: ['request.proposed'],
    says: 1,
    async run(stage) {
      await given(stage.owner, stage, { uses: 50 })
      await stage.askToPay(210_00)
      await stage.mark()
      return (await stage.askToPay(40_00)).status
    },
  },
]

export const beyondGrants: Act[] = beyond.map(alone)
