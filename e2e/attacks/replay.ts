import { type Act, alone } from './attack.ts'
import { byReviewer, olds } from './replay-olds.ts'
import { forOwner, forReviewer } from './scenes.ts'
import { ballotOf } from './requests.ts'

export const replayed: Act[] = [
  ...olds.map(([name, tries, scene, since, expected, cast]) =>
    alone({
      name,
      tries,
      scene,
      expected,
      async run(stage) {
        await since(stage)
        await stage.mark()
        return cast(stage)
      },
    }),
  ),
  alone({
    name: 'One approval, twenty times at once',
    tries: 'twenty payments',
    scene: forReviewer,
    expected: '20 × 200, 1 vote',
    facts: ['vote.cast', 'request.approved', 'effect.started', 'request.succeeded'],
    payments: 1,
    async run(stage) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => byReviewer(stage)))
      const { votes } = await stage.becomes('succeeded')
      const well = answers.filter((answer) => answer.startsWith('200')).length
      return `${well} × 200, ${votes.length} vote`
    },
  }),
  alone({
    name: 'A ballot for one request, sent for another',
    tries: 'a yes to what was never seen',
    scene: forOwner,
    expected: '409 stale',
    async run(stage) {
      const other = await stage.askToPay(50_00)
      await stage.mark()
      return stage.owner.post(`/api/approvals/${other.id}/decisions`, ballotOf(stage.request))
    },
  }),
]
