// @ts-check
import { randomBytes, randomUUID } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Problem } from './problem.mjs'
import { root } from './processes.mjs'

/**
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} stateDir absolute
 * @property {boolean} demo
 * @property {Record<string, string>} forWorker what the Worker is told, without the secrets made here
 */

const passed = [
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
  'OPENAI_API',
  'OPENAI_TIMEOUT',
  'OPENAI_PRICES',
  'STRIPE_API_KEY',
  'STRIPE_BASE_URL',
  'SESSION_SECRET',
  'AUDIT_KEY',
  'WEBHOOK_URL',
  'WEBHOOK_SECRET',
  'PUBLIC_URL',
  'MAIL_FROM',
]

/** What the tools themselves need of the shell; everything else stays out of the Worker's bindings. */
const ofTheShell = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_EXTRA_CA_CERTS']

/**
 * The environment as CONTRACT says it, checked; an empty variable counts as absent.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 * @throws {Problem} naming the variable that is malformed
 */
export function readEnvironment(env) {
  const demo = readDemo(env.DEMO)
  /** @type {Record<string, string>} */
  const forWorker = demo ? { DEMO: '1' } : {}
  for (const name of passed) {
    const value = env[name]
    if (value) forWorker[name] = value
  }
  checkUrl('OPENAI_BASE_URL', forWorker.OPENAI_BASE_URL)
  checkWebhook(forWorker)
  checkMail(forWorker.MAIL_FROM)
  checkStripe(forWorker, demo)
  if (forWorker.OPENAI_API && !['responses', 'chat'].includes(forWorker.OPENAI_API)) {
    throw new Problem(`OPENAI_API must be "responses" or "chat", not "${forWorker.OPENAI_API}".`)
  }
  checkModelNumbers(forWorker)
  if (forWorker.SESSION_SECRET && forWorker.SESSION_SECRET.length < 32) {
    throw new Problem('SESSION_SECRET must have at least 32 characters.')
  }
  if (forWorker.AUDIT_KEY && !isKey(forWorker.AUDIT_KEY)) {
    throw new Problem('AUDIT_KEY must be 32 bytes in base64, as `openssl rand -base64 32` prints.')
  }
  if (existsSync(join(root, '.dev.vars'))) {
    throw new Problem(
      'The file .dev.vars would hide the environment: set its lines as variables and remove it.',
    )
  }
  return { port: readPort(env.PORT), stateDir: readStateDir(env.STATE_DIR), demo, forWorker }
}

/**
 * The whole environment of a server process: a few names of the shell, the settings and the secrets.
 * Wrangler hands every one of them to the Worker, hence the allow-list.
 * @param {Settings} settings
 * @returns {Record<string, string>}
 */
export function serverEnvironment({ port, stateDir, forWorker }) {
  /** @type {Record<string, string>} */
  const env = {
    PORT: String(port),
    STATE_DIR: stateDir,
    // Where people of this machine open it, for links in messages.
    PUBLIC_URL: `http://localhost:${port}`,
    ...localSecrets(stateDir),
    ...forWorker,
    CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true',
    WRANGLER_LOG: 'warn',
  }
  for (const name of ofTheShell) {
    const value = process.env[name]
    if (value) env[name] = value
  }
  return env
}

/**
 * The secrets of this state directory, made on first use and readable by its owner only.
 * @param {string} stateDir
 * @returns {{ SESSION_SECRET: string, AUDIT_KEY: string }}
 */
export function localSecrets(stateDir) {
  const file = join(stateDir, 'secrets.json')
  if (!existsSync(file)) {
    const own = `${file}.${randomUUID()}`
    const secrets = { SESSION_SECRET: newKey(), AUDIT_KEY: newKey() }
    writeFileSync(own, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    try {
      linkSync(own, file)
    } catch {
      // Another start made them a moment ago; those count.
    } finally {
      rmSync(own)
    }
  }
  try {
    const { SESSION_SECRET, AUDIT_KEY } = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof SESSION_SECRET === 'string' && typeof AUDIT_KEY === 'string') {
      return { SESSION_SECRET, AUDIT_KEY }
    }
  } catch {
    // Told below, without the content.
  }
  throw new Problem(`${file} cannot be read: restore it, or remove it to sign everyone out.`)
}

const newKey = () => randomBytes(32).toString('base64')

/** @param {string} value */
const isKey = (value) => /^[A-Za-z0-9+/]{43}=?$/.test(value)

/** @param {string | undefined} value */
function readDemo(value) {
  if (value === undefined || value === '1' || value === 'true') return true
  if (value === '' || value === '0' || value === 'false') return false
  throw new Problem(`DEMO must be 1 or 0, not "${value}".`)
}

/** @param {string | undefined} value */
function readPort(value) {
  if (!value) return 5173
  const port = Number(value)
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port
  throw new Problem(`PORT must be a number from 1 to 65535, not "${value}".`)
}

/** @param {string | undefined} value */
function readStateDir(value) {
  const folder = resolve(root, value || '.wrangler/state')
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Problem(`STATE_DIR ${folder} cannot be written: choose a folder of your own.`)
  }
  return folder
}

/**
 * `mkdir -p` of our own: Node's goes round for ever where a folder exists but takes no entries.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch {
    // Another start was faster, or it cannot be: the caller looks.
  }
}

/**
 * Real money and demo data do not mix, and a key that moves money is not sent in the clear.
 * @param {Record<string, string>} forWorker
 * @param {boolean} demo
 */
function checkStripe({ STRIPE_API_KEY: key, STRIPE_BASE_URL: url }, demo) {
  checkUrl('STRIPE_BASE_URL', url)
  if (url && !key) throw new Problem('STRIPE_BASE_URL needs STRIPE_API_KEY beside it.')
  if (key && !/^[\x21-\x7e]+$/.test(key)) {
    throw new Problem('STRIPE_API_KEY must be one word, as the Stripe dashboard shows it.')
  }
  if (key && demo && /^[a-z]+_live_/.test(key)) {
    throw new Problem(
      'STRIPE_API_KEY moves real money: use a test key with the demo, or set DEMO=0.',
    )
  }
  if (url && !isLocal(url) && !/^https:/i.test(url)) {
    throw new Problem('STRIPE_BASE_URL must be an https address, or one of this machine.')
  }
}

/**
 * What the Worker reads again, more strictly; here it is said before anything starts.
 * @param {Record<string, string>} forWorker
 * @throws {Problem} in one sentence
 */
function checkModelNumbers({ OPENAI_TIMEOUT: timeout, OPENAI_PRICES: prices }) {
  if (timeout && !(Number(timeout) > 0)) {
    throw new Problem(`OPENAI_TIMEOUT must be a number of seconds such as 60, not "${timeout}".`)
  }
  if (prices && !/^\s*\{[^]*\}\s*$/.test(prices)) {
    throw new Problem(
      'OPENAI_PRICES must be JSON such as {"gpt-5.4":{"input":2.5,"cached":0.25,"output":15}}, ' +
        'in dollars for a million tokens.',
    )
  }
}

/**
 * Messages are always signed, and never cross a network in the clear.
 * @param {NodeJS.ProcessEnv} env
 * @throws {Problem} in one sentence
 */
export function checkWebhook({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret, PUBLIC_URL: home }) {
  checkUrl('WEBHOOK_URL', url || undefined)
  checkUrl('PUBLIC_URL', home || undefined)
  if (url && !secret) {
    throw new Problem(
      'WEBHOOK_URL needs WEBHOOK_SECRET beside it: messages are signed, for example with ' +
        'WEBHOOK_SECRET="whsec_$(openssl rand -base64 32)".',
    )
  }
  if (secret && !url) throw new Problem('WEBHOOK_SECRET needs WEBHOOK_URL beside it.')
  if (!url || !secret) return
  const { username, password } = new URL(url)
  if (username || password) {
    throw new Problem('WEBHOOK_URL must not hold a password: the signature says who sends.')
  }
  if (!isLocal(url) && !/^https:/i.test(url)) {
    throw new Problem('WEBHOOK_URL must be an https address, or one of this machine.')
  }
  const [, base64] = /^whsec_(.*)$/s.exec(secret) ?? []
  if (base64 !== undefined && !isBase64(base64)) {
    throw new Problem('WEBHOOK_SECRET must have base64 after whsec_, or be any other text.')
  }
  if (Buffer.from(base64 ?? secret, base64 === undefined ? 'utf8' : 'base64').length < 8) {
    throw new Problem('WEBHOOK_SECRET is too short: it needs 8 bytes, better 32.')
  }
}

/**
 * As the Worker reads it.
 * @param {string} text
 */
function isBase64(text) {
  try {
    return !/\s/.test(text) && atob(text) !== ''
  } catch {
    return false
  }
}

/** @param {string} url */
const isLocal = (url) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/**
 * @param {string} name
 * @param {string | undefined} value
 */
function checkUrl(name, value) {
  if (value === undefined) return
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return
  throw new Problem(`${name} must be an http or https address, not "${value}".`)
}

/**
 * @param {string | undefined} address
 * @throws {Problem} when it is not one plain address
 */
export function checkMail(address) {
  if (!address || /^[^\s<>@,;]+@[^\s<>@,;]+$/.test(address)) return
  throw new Problem('MAIL_FROM must be one plain address such as assistant@example.com.')
}
