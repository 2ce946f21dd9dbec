// @ts-check
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './problem.mjs'

/** The repository, without a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** The Node that everything but the set-up itself runs on. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', 'node')

const bin = join(root, 'node_modules', '.bin')

/** @param {string} name */
export const tool = (name) => join(bin, name)

/**
 * The environment with the pinned Node and the project's tools first on the PATH.
 * @param {NodeJS.ProcessEnv} env
 */
export const withTools = (env) => ({
  ...env,
  PATH: [bin, env.PATH ?? ''].join(delimiter),
  WRANGLER_SEND_METRICS: 'false',
  // Where in the world the local server runs is of no interest, and asking needs a network.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  // The runtime's own trace of every statement makes each of them twenty times as slow, and its explorer
  // shows every database to whoever asks.
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
})

/**
 * Runs a program to its end. With `quiet` its output is kept and shown only when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, input?: string, timeout?: number }} [options]
 *   `timeout` in milliseconds
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { env = process.env, quiet = false, input, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: withTools(env),
      timeout,
      stdio: [input === undefined ? (quiet ? 'ignore' : 'inherit') : 'pipe', ...both(quiet)],
    })
    let output = ''
    child.stdout?.on('data', (text) => (output += text))
    child.stderr?.on('data', (text) => (output += text))
    child.stdin?.end(input)
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * Runs a step of the set-up quietly; when it fails, shows what it said and stops with the sentence.
 * @param {string} sentence
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function step(sentence, program, args, env) {
  const { code, output } = await run(program, args, { quiet: true, ...(env && { env }) })
  if (code !== 0) {
    process.stderr.write(output.endsWith('\n') ? output : `${output}\n`)
    throw new Problem(sentence)
  }
  return output
}

/**
 * @param {boolean} quiet
 * @returns {['pipe', 'pipe'] | ['inherit', 'inherit']}
 */
const both = (quiet) => (quiet ? ['pipe', 'pipe'] : ['inherit', 'inherit'])
