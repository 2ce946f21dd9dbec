import { apiError } from '../../domain/protocol.ts'
import { type Got, parseJson } from '../attacks/http.ts'
import type { Call } from './calls.ts'

/** Words that belong to the inside: stacks, files, databases, the parser, JavaScript. */
const inside: readonly RegExp[] = [
  /\bat (?:async )?[\w.<>]+ \(/,
  /\.[mc]?[jt]sx?\b/,
  /node_modules|file:\/\/|\/(?:home|root|usr|var|work|worker|domain|tmp)\//,
  /SQLITE|D1_|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) /,
  /\bzod\b|Invalid (?:input|option|string|key)|expected \w+, received/i,
  /(?:Type|Range|Syntax|Reference|URI)Error|Unexpected (?:token|end)|in JSON at/,
  /\[object |undefined|durable object|workerd|miniflare|cf_agent_/i,
]

/** What in this text is nobody's business outside, without what the sender wrote themselves. */
export const leaksIn = (text: string): string[] =>
  inside.flatMap((pattern) => {
    const [found] = pattern.exec(text) ?? []
    return found === undefined ? [] : [`speaks of “${found}”`]
  })

/** The server itself answers what is no HTTP before anybody can say why. */
const byTheServer = new Set([400, 405, 408, 413, 414, 431])

const isSafe = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/** Whether the address is one of the API, as a URL is understood. */
const isOurs = (path: string): boolean =>
  /^\/(?:api|agents)(?:\/|$)/.test(new URL(`http://localhost${path}`).pathname)

/** What is wrong with an answer to a malformed call; nothing when it is as it should be. */
export function faultsOf(
  { method, path, mayWork }: Pick<Call, 'method' | 'path' | 'mayWork'>,
  { status, text, headers }: Got,
): string[] {
  if (status >= 500) return [`${status}`]
  if (status < 400) return isSafe(method) || mayWork ? [] : [`was accepted: ${status}`]
  if (!isOurs(path)) return String(headers['content-type']).includes('html') ? [] : leaksIn(text)
  if (method === 'HEAD') return []
  if (!text) return byTheServer.has(status) ? [] : ['says nothing']
  const error = apiError.strict().safeParse(parseJson(text))
  if (!error.success) return ['is no {error:{code,message}}']
  const { code, message } = error.data.error
  return [
    ...(/^[a-z_]+$/.test(code) ? [] : [`has the code ${code}`]),
    ...(/^\S.*[.!?]$/s.test(message) ? [] : ['says no sentence']),
    ...leaksIn(message),
  ]
}
