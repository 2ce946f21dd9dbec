import { type Act, alone, type Attack } from './attack.ts'
import { sending } from './scenes.ts'
import { latest } from './stand-in.ts'

/** Whoever changed a request has asked for what it became. */
const editors: readonly Attack[] = [
  {
    name: 'A reviewer approves their own edit',
    tries: 'a payment of one’s own making',
    scene: sending,
    expected: '403 not_allowed',
    async run(stage) {
      const { reviewer } = stage.cast
      await stage.edit(reviewer, { amount: 310_00 })
      await stage.mark()
      return stage.decide(reviewer, 'approve', await latest(stage))
    },
  },
  {
    name: 'Member and editor confirm an edit to each other',
    tries: 'an edit without a third person',
    scene: sending,
    expected: '200 pending, 403 not_allowed',
    facts: ['vote.cast'],
    async run(stage) {
      const { reviewer } = stage.cast
      await stage.edit(reviewer, { payee: 'Tidewater Linen' })
      await stage.mark()
      const edited = await latest(stage)
      const first = await stage.decide(stage.owner, 'approve', edited)
      return `${first}, ${await stage.decide(reviewer, 'approve', edited)}`
    },
  },
  {
    name: 'An editor who edited back approves',
    tries: 'to stop being an editor',
    scene: sending,
    expected: 'version 3, 403 not_allowed',
    async run(stage) {
      const { reviewer } = stage.cast
      await stage.edit(reviewer, { amount: 310_00 })
      await stage.edit(reviewer, { amount: 300_00 }, await latest(stage))
      await stage.mark()
      const edited = await latest(stage)
      return `version ${edited?.version}, ${await stage.decide(reviewer, 'approve', edited)}`
    },
  },
  {
    name: 'A second editor edits on top of the first, who then approves',
    tries: 'two editors who free each other',
    scene: sending,
    expected: '403 not_allowed, 403 not_allowed',
    async run(stage) {
      const { reviewer, secondReviewer } = stage.cast
      await stage.edit(reviewer, { amount: 310_00 })
      await stage.mark()
      const edited = await latest(stage)
      const second = await stage.edit(secondReviewer, { amount: 320_00 }, edited)
      return `${second}, ${await stage.decide(reviewer, 'approve', edited)}`
    },
  },
]

export const editorsOfTheirOwn: Act[] = editors.map(alone)
