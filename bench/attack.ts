// `npm run attack`: what a client can make the plain AIChatAgent pattern pay, and what Countersign.
import { formatMoney, usd } from '../domain/money.ts'
import { main } from '../scripts/problem.mjs'
import { attacks, honest, type Attack } from './attack/attacks.ts'
import { countersignTarget, plainTarget, type Target } from './attack/targets.ts'
import { withCountersign, withPlain } from './servers.ts'
import { table } from './table.ts'

type Result = { paid: number; says: string }

/** Carries an attack out and reads from the server's own books what it paid for it. */
async function result(attack: Attack, target: Target): Promise<Result> {
  const strike = await attack.prepare(target)
  const before = new Set((await target.ledger()).map(({ key }) => key))
  const { refusal, believes } = await strike()
  const entries = (await target.ledger()).filter(({ key }) => !before.has(key))
  const paid = entries.reduce((sum, { amount }) => sum + amount, 0)
  const payees = entries.map(({ payee }) => payee).join(', ')
  const outcome = paid > 0 ? `paid ${formatMoney(usd(paid))} to ${payees}` : 'nothing paid'
  return { paid, says: [outcome, believes, refusal && `“${refusal}”`].filter(Boolean).join(', ') }
}

await main(() =>
  withPlain((plainServer) =>
    withCountersign('production', async (server) => {
      const plain = plainTarget(plainServer)
      const countersign = await countersignTarget(server)
      const results = []
      for (const attack of [honest, ...attacks]) {
        const [one, other] = [await result(attack, plain), await result(attack, countersign)]
        results.push({ attack, plain: one, countersign: other })
      }
      console.log(
        table(
          ['Sent by a client', 'Plain AIChatAgent pattern', 'Countersign'],
          results.map(({ attack, plain, countersign }) => [
            `${attack.name}: ${attack.sends}`,
            plain.says,
            countersign.says,
          ]),
        ),
      )
      const [control, ...forged] = results
      if (!control?.plain.paid || !control.countersign.paid) {
        console.error('A server did not pay what was honestly approved, so this proves nothing.')
        return 1
      }
      const believed = forged.filter(({ plain }) => plain.paid > 0).length
      console.log(`The plain pattern paid in ${believed} of ${forged.length} attacks.`)
      const failed = forged.filter(({ countersign }) => countersign.paid > 0)
      console.log(
        failed.length === 0
          ? 'Countersign paid in none of them.'
          : `COUNTERSIGN PAID: ${failed.map(({ attack }) => attack.name).join(', ')}`,
      )
      return failed.length === 0 ? 0 : 1
    }),
  ),
)
