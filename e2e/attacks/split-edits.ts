import { type Act, alone, type Attack } from './attack.ts'
import { sendingOwn } from './scenes.ts'
import { inTurn, ruleOf } from './split.ts'
import type { Stage } from './stage.ts'

const edited = (amount: number) => async (stage: Stage) => {
  const answer = await stage.edit(stage.owner, { amount })
  const [now] = await stage.requests()
  return `${answer}, ${now ? ruleOf(now) : ''}`
}

/** Amounts and payees that change after policy was asked. */
const edits: readonly Attack[] = [
  {
    name: 'A payment of $40, edited to $400 after policy was asked',
    tries: '$400 by the rule for $40',
    scene: sendingOwn,
    expected: '200 pending, reviewer; 403 not_allowed',
    facts: ['request.revised'],
    async run(stage) {
      const answer = await edited(400_00)(stage)
      const [now] = await stage.requests()
      return `${answer}; ${await stage.decide(stage.owner, 'approve', now)}`
    },
  },
  {
    name: 'A payment of $40, edited to $5,100',
    tries: '$5,100 by the rule for $40',
    scene: sendingOwn,
    expected: '200 pending, two-people',
    facts: ['request.revised'],
    run: edited(5_100_00),
  },
  {
    name: 'Five payments of $40, one edited to $100',
    tries: '$260 without a reviewer',
    scene: sendingOwn,
    expected: '200 pending, reviewer',
    facts: ['request.revised'],
    async run(stage) {
      await inTurn(stage, [40_00, 40_00, 40_00, 40_00])
      await stage.mark()
      const answer = await stage.edit(stage.owner, { amount: 100_00 })
      const now = (await stage.requests()).find(({ id }) => id === stage.request.id)
      return `${answer}, ${now ? ruleOf(now) : ''}`
    },
  },
  {
    name: 'A newer ask that replaces a small one by a large one',
    tries: '$400 by the rule for $40',
    scene: sendingOwn,
    expected: 'superseded, reviewer',
    facts: ['request.superseded', 'request.proposed'],
    says: 1,
    async run(stage) {
      const newer = await stage.ask('Send $400 to Harbor Print')
      const { status } = await stage.becomes('superseded')
      return `${status}, ${ruleOf(newer)}`
    },
  },
  {
    name: 'The payee edited after a manager’s vote',
    tries: 'a vote for one payee that counts for another',
    scene: (stage) => stage.ask('Send $5,100 to Harbor Print'),
    expected: '200 pending; 200 pending, 2 votes, 1 counts',
    facts: ['request.revised', 'vote.cast'],
    async run(stage) {
      const { manager, reviewer } = stage.cast
      await stage.decide(manager, 'approve')
      await stage.mark()
      const answer = await stage.edit(stage.owner, { payee: 'Tidewater Linen' })
      const [now] = await stage.requests()
      const second = await stage.decide(reviewer, 'approve', now)
      const [{ votes, version } = { votes: [], version: 0 }] = await stage.requests()
      const counts = votes.filter((vote) => vote.version === version).length
      return `${answer}; ${second}, ${votes.length} votes, ${counts} counts`
    },
  },
]

export const splitByEdits: Act[] = edits.map(alone)
