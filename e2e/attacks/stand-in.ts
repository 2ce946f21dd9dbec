import type { Role } from '../../domain/roles.ts'
import { type Act, alone, type Attack } from './attack.ts'
import { forReviewer, forTwo } from './scenes.ts'
import { ballotOf } from './requests.ts'
import type { Stage } from './stage.ts'

const DAY = 24 * 3_600_000
export const latest = async (stage: Stage) => (await stage.requests())[0]

/** A payment of $300 that somebody of this role asks for. */
const askedBy = (role: Role): Attack => ({
  name: `${role === 'admin' ? 'An' : 'A'} ${role} approves their own request`,
  tries: 'to be the other person',
  scene: async (stage) => {
    await stage.owner.become(role)
    await forReviewer(stage)
  },
  expected: '403 not_allowed',
  run: (stage) => stage.decide(stage.owner, 'approve'),
})

/** One person in the place of two, or of somebody else. */
const stands: readonly Attack[] = [
  askedBy('member'),
  askedBy('reviewer'),
  askedBy('manager'),
  askedBy('admin'),
  {
    name: 'A member denies what a reviewer must answer',
    tries: 'to be the other person',
    scene: forReviewer,
    expected: '403 not_allowed',
    run: (stage) => stage.decide(stage.owner, 'deny'),
  },
  {
    name: 'A member who became a manager since approves their own request',
    tries: 'to grow into the other person',
    scene: forTwo,
    expected: '403 not_allowed',
    async run(stage) {
      await stage.owner.become('manager')
      return stage.decide(stage.owner, 'approve')
    },
  },
  {
    name: 'A manager approves their own request once it was escalated to managers',
    tries: 'an escalation to oneself',
    scene: forReviewer,
    expected: '403 not_allowed',
    async run(stage) {
      await stage.moveClock(DAY + 1)
      await stage.owner.become('manager')
      await stage.mark()
      return stage.decide(stage.owner, 'approve')
    },
  },
  {
    name: 'A manager settles their own request',
    tries: 'an outcome of one’s own word',
    scene: forReviewer,
    expected: '403 not_allowed',
    async run(stage) {
      await stage.owner.become('manager')
      return stage.owner.post(`${stage.path}/settle`, { outcome: 'succeeded', reason: 'Mine.' })
    },
  },
  {
    name: 'A manager in two sessions',
    tries: 'two people of one',
    scene: forTwo,
    expected: '200 pending, 200 pending, 1 vote',
    facts: ['vote.cast'],
    async run(stage) {
      const { manager } = stage.cast
      const answers = [
        await stage.decide(manager, 'approve'),
        await stage.decide(await manager.again(), 'approve'),
      ]
      return `${answers.join(', ')}, ${(await latest(stage))?.votes.length} vote`
    },
  },
  {
    name: 'A manager in two sessions at once',
    tries: 'two people of one',
    scene: forTwo,
    expected: '200 pending, 200 pending, 1 vote',
    facts: ['vote.cast'],
    async run(stage) {
      const { manager } = stage.cast
      const other = await manager.again()
      const answers = await Promise.all([
        stage.decide(manager, 'approve'),
        stage.decide(other, 'approve'),
      ])
      return `${answers.join(', ')}, ${(await latest(stage))?.votes.length} vote`
    },
  },
  {
    name: 'Two reviewers and no manager',
    tries: 'a reviewer in the place of a manager',
    scene: forTwo,
    expected: '200 pending, 403 not_allowed',
    facts: ['vote.cast'],
    async run(stage) {
      const { reviewer, secondReviewer } = stage.cast
      const first = await stage.decide(reviewer, 'approve')
      return `${first}, ${await stage.decide(secondReviewer, 'approve')}`
    },
  },
  {
    name: 'Somebody of the same name as the reviewer',
    tries: 'to be taken for them',
    scene: forReviewer,
    expected: '404 not_found',
    async run(stage) {
      const double = await stage.newcomer('member', stage.cast.reviewer.person.name)
      return stage.decide(double, 'approve')
    },
  },
  {
    name: 'An admin approves their own change of the policy',
    tries: 'a rule of one’s own',
    scene: forReviewer,
    expected: '403 not_allowed',
    async run({ cast }) {
      const id = await proposed(cast)
      const seen = (await cast.admin.must('GET', `/api/approvals/${id}`)) as Stage['request']
      const answer = await cast.admin.post(`/api/approvals/${id}/decisions`, ballotOf(seen))
      await cast.admin.must('POST', `/api/approvals/${id}/withdraw`, {})
      return answer
    },
  },
]

export const standIns: Act[] = stands.map(alone)

/** A change of the policy that would say the same in other words; the id of its request. */
async function proposed({ admin }: Stage['cast']): Promise<string> {
  const policy = (await admin.must('GET', '/api/policy')) as { version: number; rules: object[] }
  const [first, ...rest] = policy.rules
  const rules = [{ ...first, reason: `A reason of one’s own, ${crypto.randomUUID()}.` }, ...rest]
  const headers = { 'if-match': `"${policy.version}"` }
  const { text } = await admin.send('PUT', '/api/policy', { ...policy, rules }, headers)
  return (JSON.parse(text) as { requestId: string }).requestId
}
