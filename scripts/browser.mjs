// @ts-check
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem } from './problem.mjs'
import { pinnedNode, run, tool } from './processes.mjs'

/** The same engine without a window to show it in: a quarter less time for the same flows. */
const shells = ['chromium-headless-shell', 'chrome-headless-shell']
const withWindows = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a Chrome or Chromium that starts: CHROME_PATH, an installed one, Playwright's own, or one
 * that is installed now.
 * @param {{ isWatched?: boolean }} [options] `isWatched` when somebody wants to see its window
 * @throws {Problem} with the command to run when none can be had
 */
export async function findBrowser({ isWatched = false } = {}) {
  const chosen = process.env.CHROME_PATH
  if (chosen) {
    if (await starts(chosen)) return chosen
    throw new Problem(`CHROME_PATH ${chosen} is not a browser that starts here.`)
  }
  const names = isWatched ? withWindows : [...shells, ...withWindows]
  return (
    (await firstThatStarts([...onPath(names), ...applications, await playwrightsOwn()])) ??
    (await install(names)) ??
    complain()
  )
}

/** @param {string[]} names */
async function install(names) {
  console.log('Installing a browser for the tests (once) …')
  const patience = { quiet: true, timeout: 240_000 }
  await run(tool('playwright'), ['install', 'chromium'], patience)
  const downloaded = await firstThatStarts([await playwrightsOwn()])
  if (downloaded) return downloaded
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { quiet: true, env })
  for (const name of ['chromium-headless-shell', 'chromium'].filter((one) => names.includes(one))) {
    const { code } = await run('apt-get', ['install', '-y', name], { quiet: true, env })
    if (code === 0) break
  }
  return firstThatStarts(onPath(names))
}

/** @returns {never} */
function complain() {
  throw new Problem(
    'The browser tests need Chrome or Chromium: run `npx playwright install --with-deps chromium`, ' +
      'or set CHROME_PATH to an installed one.',
  )
}

/** @param {string[]} names */
const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))

async function playwrightsOwn() {
  const ask = "console.log(require('playwright-core').chromium.executablePath())"
  return (await run(pinnedNode, ['-e', ask], { quiet: true })).output.trim()
}

/** @param {string[]} paths */
async function firstThatStarts(paths) {
  for (const path of paths) if (await starts(path)) return path
  return null
}

/** Some distributions put a script there that only says how to install the browser. @param {string} path */
async function starts(path) {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    return false
  }
  return (await run(path, ['--version'], { quiet: true, timeout: 20_000 })).code === 0
}
