// `npm run eval`: how well the assistant understands people, whichever model answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../scripts/problem.mjs'
import { startServer } from '../scripts/server.mjs'
import type { Case } from './cases.ts'
import { type Options, optionsFrom } from './options.ts'
import { play, type Result } from './play.ts'
import { asData, failures, figures, passes, wrongProposals } from './report.ts'
import { casesOfFile, casesOfSet, sets } from './files.ts'

const PORT = Number(process.env.EVAL_PORT ?? 5313)
const AT_ONCE = 4

function chosen({ only, topic, id, file }: Options): Case[] {
  const all = file ? casesOfFile(file, 'file') : sets.flatMap((set) => casesOfSet(set))
  return all.filter(
    (one) =>
      (!only || one.set === only) && (!topic || one.topic === topic) && (!id || one.id === id),
  )
}

/** Plays them a few at a time, in the order of the list. */
async function playAll(url: string, cases: readonly Case[]): Promise<Result[]> {
  const results: Result[] = []
  const queue = [...cases.entries()]
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, one] = next
      results[index] = await play(url, one)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

await main(async () => {
  const options = optionsFrom(process.argv.slice(2))
  const cases = chosen(options)
  if (cases.length === 0) {
    console.error('No case was chosen: see eval/README.md for topics and ids.')
    return 1
  }
  const stateDir = mkdtempSync(join(tmpdir(), 'countersign-eval-'))
  try {
    const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, OPENAI_API } = process.env
    const env = { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, OPENAI_API }
    const server = await startServer({ port: PORT, stateDir, env, config: 'e2e' })
    console.log(`Asking ${cases.length} cases, ${AT_ONCE} at a time …`)
    const start = performance.now()
    const results = await playAll(server.url, cases).finally(() => server.stop())
    const seconds = (performance.now() - start) / 1000
    const model = OPENAI_API_KEY || OPENAI_BASE_URL ? (OPENAI_MODEL ?? 'OpenAI') : 'built-in'
    const show = options.showHeldBack
    console.log(figures(results))
    console.log(failures(results, show))
    console.log(wrongProposals(results, show))
    console.log(`Model: ${model}; ${cases.length} cases in ${seconds.toFixed(1)} s.`)
    if (options.json) {
      const found = { model, seconds, results: asData(results, show) }
      writeFileSync(
        options.json,
        `${JSON.stringify(found, null, 2)}
`,
      )
    }
    return passes(results) ? 0 : 1
  } finally {
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 })
  }
})
