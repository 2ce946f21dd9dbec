import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

/** Names that only `e2e/worker` uses: routes, stored keys, methods, sentences. */
const traces = [
  '/e2e',
  'e2e_clock',
  'e2e_script',
  'e2e_fault_',
  'setFault',
  'heldPoints',
  'moveClock',
  'countersign-e2e',
  'Scripted by a test',
]

/** The text of every file below a folder of the repository. */
function textOf(folder: string): string {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url))
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

test('the production build has nothing of the test routes', () => {
  const production = textOf('dist')
  expect(traces.filter((trace) => production.includes(trace))).toEqual([])
  // The same names are found where they are meant to be, so the search itself works.
  const forTests = textOf('dist-e2e')
  expect(traces.filter((trace) => !forTests.includes(trace))).toEqual([])
})
