// @ts-check
import { createHash, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { readEnvironment } from './environment.mjs'
import { ensureMigrated } from './migrate.mjs'
import { main, Problem } from './problem.mjs'
import { step, tool } from './processes.mjs'

const DAYS = 7
const roles = ['member', 'reviewer', 'manager', 'auditor', 'admin']
const usage = 'Usage: npm run invite -- EMAIL [--role ROLE] [--remote]'

/** Who is invited, checked. The address goes into SQL, so its alphabet is narrow. */
function readArguments() {
  /** @type {{ values: { role: string, remote: boolean }, positionals: string[] }} */
  let parsed
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        role: { type: 'string', default: 'member' },
        remote: { type: 'boolean', default: false },
      },
    })
  } catch {
    throw new Problem(usage)
  }
  const { role, remote } = parsed.values
  const [email, ...rest] = parsed.positionals
  if (!email || rest.length > 0) throw new Problem(usage)
  if (!/^[^\s@'"\\;]+@[^\s@'"\\;]+\.[^\s@'"\\;]+$/.test(email) || email.length > 254) {
    throw new Problem(`"${email}" is not an e-mail address.`)
  }
  if (!roles.includes(role)) throw new Problem(`--role must be one of: ${roles.join(', ')}.`)
  return { email: email.toLowerCase(), role, remote }
}

/**
 * Writes the invitation, unless the address has an account; the token itself is stored nowhere.
 * @param {string[]} where
 * @param {{ email: string, role: string }} invited
 * @param {string} token
 */
async function store(where, { email, role }, token) {
  const hash = createHash('sha256').update(token).digest('hex')
  const now = Date.now()
  const sql = `INSERT INTO invitation (token_hash, email, role, created_at, expires_at)
    SELECT '${hash}', '${email}', '${role}', ${now}, ${now + DAYS * 86_400_000}
    WHERE NOT EXISTS (SELECT 1 FROM "user" WHERE "email" = '${email}') RETURNING email`
  const output = await step(
    'The invitation could not be written; the lines above say why.',
    tool('wrangler'),
    [
      'd1',
      'execute',
      'countersign',
      ...where,
      '--config',
      'wrangler.jsonc',
      '--json',
      '--command',
      sql,
    ],
  )
  const [answer] = JSON.parse(output.slice(output.indexOf('[')))
  if (answer.results.length === 0) throw new Problem(`${email} has an account already.`)
}

await main(async () => {
  const { email, role, remote } = readArguments()
  const token = randomBytes(32).toString('base64url')
  const path = `/sign-in?invitation=${token}`
  if (remote) {
    await store(['--remote'], { email, role }, token)
    console.log(`Open this path of your deployment once, within ${DAYS} days, as ${role} ${email}:`)
    console.log(path)
    return
  }
  const { port, stateDir } = readEnvironment(process.env)
  await ensureMigrated(stateDir)
  await store(['--local', '--persist-to', stateDir], { email, role }, token)
  console.log(`For ${role} ${email}, once, within ${DAYS} days:`)
  console.log(`http://localhost:${port}${path}`)
})
