import { z } from 'zod'
import { type Act, alone, type Attack, together } from './attack.ts'
import { forOwner, forReviewer, forTwo } from './scenes.ts'
import type { Session } from './session.ts'
import type { Stage } from './stage.ts'

const HOUR = 3_600_000
const grant = z.object({ id: z.string() })
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

const give = (who: Session, { request }: Stage, limits: object = {}) =>
  who.post('/api/grants', { requestId: request.id, uses: 5, endsAt: inHours(2), ...limits })

const given = async (who: Session, { request }: Stage, limits: object = {}): Promise<string> => {
  const body = { requestId: request.id, uses: 5, endsAt: inHours(2), ...limits }
  return grant.parse(await who.must('POST', '/api/grants', body)).id
}

type Refused = [
  name: string,
  tries: string,
  expected: string,
  run: (stage: Stage) => Promise<string>,
]

/** Grants that nobody could give. */
const refused: readonly Refused[] = [
  [
    'The member grants what a reviewer must confirm',
    'a standing yes of one’s own',
    '403 not_allowed',
    (stage) => give(stage.owner, stage),
  ],
  [
    'A grant that ends in the past',
    'a grant without an end',
    '422 invalid endsAt',
    (stage) => give(stage.cast.reviewer, stage, { endsAt: inHours(-1) }),
  ],
  [
    'A grant for 91 days',
    'a grant without an end',
    '422 invalid endsAt',
    (stage) => give(stage.cast.reviewer, stage, { endsAt: inHours(91 * 24) }),
  ],
  [
    'A grant for 1e9 uses',
    'a grant without a limit',
    '422 invalid uses',
    (stage) => give(stage.cast.reviewer, stage, { uses: 1e9 }),
  ],
  [
    'A grant with conditions of one’s own',
    'a grant for any payee',
    '422 invalid when',
    (stage) => give(stage.cast.reviewer, stage, { when: [] }),
  ],
]

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
  {
    name: 'A reviewer grants what takes two people',
    tries: 'a second person’s yes in advance',
    scene: forTwo,
    expected: '403 not_allowed',
    run: (stage) => give(stage.cast.reviewer, stage),
  },
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

export const beyondGrants: Act[] = [
  together(
    'grants that nobody could give',
    refused.map(([name, tries, expected, run]) => ({
      name,
      tries,
      scene: forReviewer,
      expected,
      run,
    })),
  ),
  ...beyond.map(alone),
]
