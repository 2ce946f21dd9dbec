import { Hono } from 'hono'
import { z } from 'zod'
import { checkPolicy } from '../../domain/policy-check.ts'
import { can } from '../../domain/roles.ts'
import { deskOf } from '../desk/stub.ts'
import { catalogue } from '../tools/catalogue.ts'
import { valueOf } from './answers.ts'
import { bodyOf } from './body.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { invalid, notAllowed, Refused } from './errors.ts'

const tag = (version: number): string => `"${version}"`

const changeWanted = z.record(z.string(), z.unknown())

const tryBody = z.strictObject({
  tool: z.string().min(1).max(120),
  input: z.record(z.string(), z.unknown()).default({}),
  /** Minor units that would move. */
  amount: z.int().min(0).max(1_000_000_000_00).optional(),
})

/** The version that a change starts from, as `If-Match` names it. */
function baseOf(c: EdgeContext): number {
  const match = c.req.header('if-match')
  if (match === undefined) {
    const message = 'Say in If-Match which version you change, for example If-Match: "1".'
    throw new Refused(428, 'precondition_required', message)
  }
  const [, version] = /^\s*"?([1-9]\d{0,9})"?\s*$/.exec(match) ?? []
  if (!version) throw invalid('If-Match', '`If-Match` must name one version, for example "1".')
  return Number(version)
}

const stale = (version: number): Refused =>
  new Refused(
    412,
    'stale',
    `The policy is at version ${version} by now; read it again and change that one.`,
    { version },
  )

export const policy = new Hono<Edge>()
  .get('/', async (c) => {
    const document = await deskOf(c.env).policy()
    c.header('ETag', tag(document.version))
    return c.json(document)
  })
  /** What rules can speak of. */
  .get('/actions', (c) => c.json({ items: catalogue }))
  /** A change is a request: it is answered with its id, and somebody else decides. */
  .put('/', async (c) => {
    const { person } = c.var
    if (!can(person.role, 'change-policy')) {
      throw notAllowed('Only an admin proposes changes of the policy.')
    }
    const base = baseOf(c)
    const desk = deskOf(c.env)
    const document = await bodyOf(c, changeWanted)
    const { version } = await desk.policy()
    if (version !== base) throw stale(version)
    const checked = checkPolicy(document, catalogue)
    if (!checked.ok) {
      const [fault] = checked.faults
      throw new Refused(422, 'invalid', fault?.reason ?? 'This is no policy.', {
        field: fault?.place,
        rule: fault?.rule,
        faults: checked.faults,
      })
    }
    const answer = await desk.proposePolicy(person, checked.policy, base)
    if (!answer.ok && answer.error.code === 'stale') throw stale(answer.error.version)
    return c.json(valueOf(answer), 202)
  })
  /** What would happen if this person called it now; nothing is reserved. */
  .post('/try', async (c) => {
    const { tool, input, amount } = await bodyOf(c, tryBody)
    const call = { tool, input, ...(amount !== undefined && { amount }) }
    return c.json(await deskOf(c.env).tryCall(c.var.person, call))
  })
