// `npm run bench`: what the product promises about speed and weight, measured. `-- NAME …` asks only
// those questions.
import { main, Problem } from '../scripts/problem.mjs'
import { approve } from './approve.ts'
import { decisions } from './decisions.ts'
import { javascript } from './javascript.ts'
import { kill } from './kill.ts'
import { firstToken } from './first-token.ts'
import type { Finding } from './question.ts'
import { recovery } from './recovery.ts'
import { scale } from './scale.ts'
import { table } from './table.ts'
import { turn } from './turn.ts'
import { upload } from './upload.ts'

const questions = [approve, decisions, scale, firstToken, upload, turn, javascript, kill, recovery]

await main(async () => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !questions.some((question) => question.name === name))
  if (unknown) {
    const known = questions.map(({ name }) => name).join(', ')
    throw new Problem(`${unknown} is no question of the bench; these are: ${known}.`)
  }
  const findings: Finding[] = []
  for (const question of questions) {
    if (names.length > 0 && !names.includes(question.name)) continue
    console.log(`Measuring ${question.name} …`)
    findings.push(...(await question.ask()))
  }
  const rows = findings.map(({ what, measured, bar = '', missed }) => [
    what,
    measured,
    bar && `${bar}: ${missed ? 'MISSED' : 'met'}`,
  ])
  console.log(table(['Question', 'Measured', 'Bar'], rows))
  const missed = findings.filter((finding) => finding.missed)
  for (const { what, measured, bar } of missed) {
    console.error(`Missed: ${what} is ${measured}, must be ${bar}.`)
  }
  return missed.length === 0 ? 0 : 1
})
