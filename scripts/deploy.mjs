// @ts-check
// `npm run deploy`: checks, migrates, deploys. `-- --dry-run` goes as far as it can without an account.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { checkMail, checkWebhook } from './environment.mjs'
import { ensureInstalled } from './install.mjs'
import { Problem, main } from './problem.mjs'
import { root, run, step, tool } from './processes.mjs'

const built = join(root, 'dist', 'countersign', 'wrangler.json')
// The local databases are named after the id in wrangler.json, so that file stays as it was built.
const ready = join(root, 'dist', 'countersign', 'wrangler.deploy.json')
const required = ['SESSION_SECRET', 'AUDIT_KEY']
// Workers AI answers where no key for another model is set. It is not in wrangler.jsonc, because a local
// server with this binding asks for a Cloudflare account.
const onlyDeployed = { ai: { binding: 'AI' } }
// With an address to send from, e-mail leaves through Cloudflare; locally the binding only plays along.
const mail = { send_email: [{ name: 'EMAIL' }] }
const optional = ['WEBHOOK_URL', 'WEBHOOK_SECRET', 'PUBLIC_URL', 'MAIL_FROM']

await main(async () => {
  const flags = process.argv.slice(2)
  const unknown = flags.find((flag) => flag !== '--dry-run')
  if (unknown) throw new Problem(`${unknown} is not known here: the flag is --dry-run.`)
  refuseDemo('the environment', process.env.DEMO)
  checkWebhook(process.env)
  checkMail(process.env.MAIL_FROM)
  await ensureInstalled()
  await ensureBuilt('production')
  const config = JSON.parse(readFileSync(built, 'utf8'))
  refuseDemo('wrangler.jsonc', config.vars?.DEMO)
  Object.assign(config, onlyDeployed, process.env.MAIL_FROM ? mail : {})
  return flags.includes('--dry-run') ? dryRun(config) : deploy(config)
})

/**
 * @param {string} where
 * @param {unknown} value
 */
function refuseDemo(where, value) {
  if (value === undefined || ['', '0', 'false'].includes(String(value))) return
  throw new Problem(`DEMO is set in ${where}: remove it, demo accounts must never be deployed.`)
}

/** @param {object} config */
async function dryRun(config) {
  const missing = required.filter((name) => !process.env[name])
  if (missing.length) {
    console.log(`A real deployment also needs ${missing.join(' and ')} (see README, "Deploying").`)
  }
  writeFileSync(ready, JSON.stringify(config))
  return (await run(tool('wrangler'), ['deploy', '--dry-run', '--config', ready])).code
}

/** @param {{ name: string, d1_databases: { database_name: string, database_id: string }[] }} config */
async function deploy(config) {
  const secrets = await checkSecrets(config.name)
  for (const database of config.d1_databases) {
    database.database_id = await databaseId(database.database_name)
  }
  writeFileSync(ready, JSON.stringify(config))
  for (const { database_name: name } of config.d1_databases) {
    const migrate = ['d1', 'migrations', 'apply', name, '--remote', '--config', ready]
    await step('Migrating the database failed; nothing was deployed.', tool('wrangler'), migrate)
  }
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
  try {
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
    const given = Object.keys(secrets).length ? ['--secrets-file', file] : []
    return (await run(tool('wrangler'), ['deploy', '--config', ready, ...given])).code
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * The secrets to upload: those in the environment. Each required one is there or already with the Worker.
 * @param {string} worker
 */
async function checkSecrets(worker) {
  const list = ['secret', 'list', '--name', worker, '--format', 'json']
  const { code, output } = await run(tool('wrangler'), list, { quiet: true })
  // A Worker that was never deployed has no list; being signed out shows in the next step.
  /** @type {string[]} */
  const stored = code === 0 ? jsonIn(output).map((/** @type {{name: string}} */ s) => s.name) : []
  if (stored.includes('DEMO')) refuseDemo("the Worker's secrets", '1')
  const missing = required.filter((name) => !process.env[name] && !stored.includes(name))
  if (missing.length) {
    throw new Problem(
      `Set ${missing.join(' and ')} first, for example ` +
        `${missing[0]}="$(openssl rand -base64 32)" npm run deploy; keep the values somewhere safe.`,
    )
  }
  if (process.env.WEBHOOK_URL && !process.env.PUBLIC_URL && !stored.includes('PUBLIC_URL')) {
    throw new Problem('WEBHOOK_URL needs PUBLIC_URL beside it: messages link to your deployment.')
  }
  const given = [...required, ...optional].filter((name) => process.env[name])
  return Object.fromEntries(given.map((name) => [name, process.env[name]]))
}

/**
 * The id of the account's database of this name, which is made when there is none.
 * @param {string} name
 * @returns {Promise<string>}
 */
async function databaseId(name) {
  const known = await findDatabase(name)
  if (known) return known
  await step('The database could not be made.', tool('wrangler'), ['d1', 'create', name])
  const made = await findDatabase(name)
  if (made) return made
  throw new Problem(`The database ${name} was made but is not listed; run this again.`)
}

/**
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
async function findDatabase(name) {
  const sentence = 'Cloudflare did not list the databases; run `npx wrangler login` first.'
  const output = await step(sentence, tool('wrangler'), ['d1', 'list', '--json'])
  return jsonIn(output).find((/** @type {{ name: string }} */ each) => each.name === name)?.uuid
}

/** Wrangler may say something before its JSON. @param {string} output */
const jsonIn = (output) => JSON.parse(output.slice(output.search(/^\s*\[/m)))
