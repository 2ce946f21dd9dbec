import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startOpenAiServer, type RecordedRequest, type ScriptedAnswer } from '../openai-server.ts'

/** Stands for the newest request that the conversation has told the model of. */
const NEWEST = '«newest request»'

/**
 * The provider for tests that run in workerd, where no server can be. A test tells it over HTTP what to
 * answer: the key of its conversation names the script.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scripts = new Map<string, ScriptedAnswer[]>()
  const keyOf = ({ authorization }: RecordedRequest) => authorization?.replace('Bearer ', '') ?? ''
  const provider = await startOpenAiServer((request) => {
    const answer = scripts.get(keyOf(request))?.shift()
    return answer ? filledIn(answer, request) : { text: 'Nothing more is scripted.' }
  })

  const control = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const [, what = '', key = ''] = pathname.split('/')
    const done = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (what === 'requests') {
      done(provider.requests.filter((one) => keyOf(one) === key).map(({ body }) => body))
    } else if (what === 'cut') {
      provider.cut()
      done(null)
    } else {
      void textOf(request).then((text) => {
        scripts.set(key, JSON.parse(text) as ScriptedAnswer[])
        done(null)
      })
    }
  })
  await new Promise<void>((listening) => control.listen(0, '127.0.0.1', listening))
  const { port } = control.address() as AddressInfo
  project.provide('openai', { url: provider.url, control: `http://127.0.0.1:${port}` })
  return async () => {
    control.closeAllConnections()
    control.close()
    await provider.close()
  }
}

/** A model names a request by the id that it was told. */
function filledIn(answer: ScriptedAnswer, { body }: RecordedRequest): ScriptedAnswer {
  const ids = [...JSON.stringify(body).matchAll(/c_[a-z0-9]+_[a-z0-9]{16}/g)]
  const text = JSON.stringify(answer).replaceAll(NEWEST, ids.at(-1)?.[0] ?? '')
  return JSON.parse(text) as ScriptedAnswer
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
