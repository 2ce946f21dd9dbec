// @ts-check
// `npm test`: all set-up, then every check; a failed one does not keep the others from running.
import { findBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { Problem, main } from './problem.mjs'
import { run, tool } from './processes.mjs'

/** Tests say the same whatever is set in the shell. */
const mine = /^(PORT|STATE_DIR|DEMO|OPENAI_.*|SESSION_SECRET|AUDIT_KEY|WEBHOOK_.*)$/
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)))

/**
 * @param {string} name a program of the project
 * @param {string[]} args
 * @returns {() => Promise<boolean>}
 */
const runs =
  (name, ...args) =>
  async () =>
    (await run(tool(name), args, { env })).code === 0

/** @type {[name: string, check: () => Promise<boolean>][]} */
const stages = [
  ['set-up', () => ensureInstalled().then(() => true)],
  ['format', runs('oxfmt', '--check', '.')],
  ['lint', runs('oxlint', '--deny-warnings')],
  ['types', runs('tsc', '--noEmit')],
  ['build', () => ensureBuilt('e2e').then(() => true)],
  ['unit', runs('vitest', 'run')],
  ['browser', browserTests],
]

async function browserTests() {
  env.CHROME_PATH = await findBrowser()
  return runs('playwright', 'test')()
}

/** @param {() => Promise<boolean>} check */
async function passes(check) {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(error.message)
    return false
  }
}

await main(async () => {
  /** @type {{ stage: string, result: string, seconds: number }[]} */
  const rows = []
  for (const [stage, check] of stages) {
    console.log(`\n── ${stage} ──`)
    const begin = performance.now()
    const passed = await passes(check)
    const seconds = (performance.now() - begin) / 1000
    rows.push({ stage, result: passed ? 'passed' : 'FAILED', seconds })
    if (!passed && stage === 'set-up') break
  }
  console.log('')
  for (const { stage, result, seconds } of rows) {
    console.log(`${stage.padEnd(10)}${result}${seconds.toFixed(1).padStart(9)} s`)
  }
  return rows.every(({ result }) => result === 'passed') ? 0 : 1
})
