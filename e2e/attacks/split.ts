import { type Act, alone, type Attack, times } from './attack.ts'
import { empty, forTwo } from './scenes.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

/** `own`, `reviewer`, `two-people`, `too-much`: the rule that a payment met. */
export const ruleOf = ({ rule }: ApprovalRequest) =>
  rule.id.replace(/^(pay_invoice|send_payment)-/, '')

/** How many met which rule, whichever came first. */
function counted(requests: readonly ApprovalRequest[]): string {
  const rules = requests.map(ruleOf).sort()
  const kinds = [...new Set(rules)]
  return kinds.map((kind) => `${rules.filter((rule) => rule === kind).length} ${kind}`).join(', ')
}

/** One after the other. */
export async function inTurn(stage: Stage, amounts: readonly number[]): Promise<ApprovalRequest[]> {
  const asked: ApprovalRequest[] = []
  for (const amount of amounts) asked.push(await stage.askToPay(amount))
  return asked
}

const six = Array.from({ length: 6 }, () => 45_00)
/** Amounts that look small one by one. The member alone may confirm $250 in 24 hours. */
const splits: readonly Attack[] = [
  {
    name: 'Six payments of $45 in one conversation',
    tries: '$270 without a reviewer',
    scene: empty,
    expected: '5 own, 1 reviewer',
    facts: times(6, 'request.proposed'),
    says: 6,
    run: async (stage) => counted(await inTurn(stage, six)),
  },
  {
    name: 'Six payments of $45 in three conversations at once',
    tries: '$270 without a reviewer',
    scene: empty,
    expected: '5 own, 1 reviewer',
    facts: times(6, 'request.proposed'),
    says: 2,
    async run(stage) {
      const rooms = [
        stage.conversation,
        await stage.newConversation(),
        await stage.newConversation(),
      ]
      const asked = rooms.map(async (conversation) => [
        await stage.askToPay(45_00, { conversation }),
        await stage.askToPay(45_00, { conversation }),
      ])
      return counted((await Promise.all(asked)).flat())
    },
  },
  {
    name: 'Six payments of $45 in one reply of the model',
    tries: '$270 without a reviewer',
    scene: empty,
    expected: '5 own, 1 reviewer',
    facts: times(6, 'request.proposed'),
    says: 1,
    async run(stage) {
      const { workshop } = stage.cast
      const invoices = await Promise.all(six.map((amount) => workshop.invoice(amount)))
      const calls = invoices.map(({ number }) => ({
        tool: 'pay_invoice',
        input: { invoice: number },
      }))
      await workshop.script(stage.conversation, calls)
      await stage.write('Pay them.')
      return counted(
        await until(
          () => stage.requests(),
          (all) => all.length === six.length,
          'six requests',
        ),
      )
    },
  },
  {
    name: '$40 after $240 that are paid already',
    tries: '$280 without a reviewer',
    scene: empty,
    expected: 'own, then reviewer',
    facts: ['request.proposed'],
    says: 1,
    async run(stage) {
      const first = await stage.askToPay(240_00)
      await stage.decide(stage.owner, 'approve')
      await stage.becomes('succeeded')
      await stage.mark()
      return `${ruleOf(first)}, then ${ruleOf(await stage.askToPay(40_00))}`
    },
  },
  {
    name: '$25,000.01 in two payments',
    tries: 'more than the policy ever allows',
    scene: forTwo,
    expected: 'too-much: denied',
    facts: ['request.proposed', 'request.denied'],
    says: 1,
    async run(stage) {
      const second = await stage.askToPay(19_900_01)
      return `${ruleOf(second)}: ${second.status}`
    },
  },
]

export const splitThresholds: Act[] = splits.map(alone)
