// @ts-check
// `npm run prove`: the whole of every proof, one after the other; `-- NAME …` only those whose file has
// such a name. A failed one does not keep the others from running.
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { Problem, main } from './problem.mjs'
import { root, run, tool } from './processes.mjs'

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} notes what the proof itself says that it went through
 */

/** @param {string} project */
const units = (project) =>
  globSync(`${project}/**/*.proof.test.ts`, { cwd: root })
    .toSorted()
    .map((file) => ({ file, project }))

const proofs = [
  ...units('domain'),
  ...units('worker'),
  ...['kills', 'races', 'attacks', 'malformed'].map((name) => ({
    file: `e2e/${name}.spec.ts`,
    project: 'browser',
  })),
]

await main(async () => {
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((name) => !proofs.some(({ file }) => basename(file).startsWith(name)))
  if (unknown) {
    const known = proofs.map(({ file }) => basename(file).split('.')[0]).join(', ')
    throw new Problem(`${unknown} is no proof; these are: ${known}.`)
  }
  await ensureBuilt('e2e')
  const env = { ...process.env, PROVE: '1', CHROME_PATH: await findBrowser() }
  const folder = mkdtempSync(join(tmpdir(), 'countersign-prove-'))
  const rows = []
  try {
    for (const { file, project } of proofs) {
      if (wanted.length && !wanted.some((name) => basename(file).startsWith(name))) continue
      console.log(`\n── ${file} ──`)
      const begin = performance.now()
      const report = join(folder, `${rows.length}.json`)
      const code = await (
        project === 'browser'
          ? run(tool('playwright'), ['test', file, '--reporter', 'list,json'], {
              env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
            })
          : run(tool('vitest'), ['run', '--project', project, file, ...reporting(report)], { env })
      ).then(({ code }) => code)
      const seconds = (performance.now() - begin) / 1000
      const outcome = project === 'browser' ? fromPlaywright(report) : fromVitest(report)
      rows.push({ file, seconds, ...outcome, holds: code === 0 && outcome.passed > 0 })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  print(rows)
  return rows.every(({ holds }) => holds) ? 0 : 1
})

/** @param {string} report */
function reporting(report) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
}

/**
 * @param {string} file
 * @returns {any} null when the proof ended before it wrote anything
 */
function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * @param {string} file
 * @returns {Outcome}
 */
function fromVitest(file) {
  const { numPassedTests = 0, numFailedTests = 0 } = parsed(file) ?? {}
  return { passed: numPassedTests, failed: numFailedTests, notes: [] }
}

/**
 * @param {string} file
 * @returns {Outcome}
 */
function fromPlaywright(file) {
  const report = parsed(file)
  const { expected = 0, unexpected = 0 } = report?.stats ?? {}
  return { passed: expected, failed: unexpected, notes: (report?.suites ?? []).flatMap(notesIn) }
}

/**
 * What proofs annotate of `type: 'proof'`.
 * @param {any} suite
 * @returns {string[]}
 */
function notesIn(suite) {
  return [
    ...(suite.suites ?? []).flatMap(notesIn),
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.flatMap((/** @type {any} */ test) =>
        test.annotations
          .filter((/** @type {any} */ note) => note.type === 'proof')
          .map((/** @type {any} */ note) => note.description),
      ),
    ),
  ]
}

/** @param {({ file: string, seconds: number, holds: boolean } & Outcome)[]} rows */
function print(rows) {
  const width = Math.max(...rows.map(({ file }) => file.length))
  console.log('')
  for (const { file, seconds, passed, failed, holds, notes } of rows) {
    const tests = `${passed} passed${failed ? `, ${failed} FAILED` : ''}`
    const time = `${seconds.toFixed(1).padStart(8)} s`
    console.log(`${file.padEnd(width)}  ${holds ? 'holds ' : 'BROKEN'}${time}  ${tests}`)
    for (const note of notes) console.log(`${' '.repeat(width)}    ${note}`)
  }
}
