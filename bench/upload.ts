import type { Browser, Page } from '@playwright/test'
import { withBrowser } from './browser.ts'
import { ChatSocket } from './chat-socket.ts'
import type { Finding, Question } from './question.ts'
import { withCountersign, withPlain } from './servers.ts'
import { Session } from './session.ts'

const SHORT = 10
const LONG = 1_000
const QUESTION = 'What is my balance?'

/** What the browser uploads for one message, in a short conversation and in a long one. */
export const upload: Question = {
  name: 'upload',
  ask: () => withBrowser(async (browser) => [...(await ours(browser)), ...(await theirs(browser))]),
}

const ours = (browser: Browser): Promise<Finding[]> =>
  withCountersign('e2e', async ({ url }) => {
    const page = await browser.newPage({ baseURL: url })
    const member = await Session.signIn(url, 'member')
    await page.context().addCookies(member.cookies)
    const bytesAt = async (messages: number) => {
      const { id } = await member.call<{ id: string }>('/api/conversations', {})
      await member.call(`/e2e/conversations/${id}/fill`, { messages })
      return uploaded(page, `/c/${id}`, `Answer number ${messages}.`)
    }
    const [short, long] = [await bytesAt(SHORT), await bytesAt(LONG)]
    return [
      { what: `bytes uploaded for a message, after ${SHORT}`, measured: `${short} B` },
      {
        what: `bytes uploaded for a message, after ${LONG}`,
        measured: `${long} B`,
        bar: 'equal',
        missed: long !== short,
      },
    ]
  })

const theirs = (browser: Browser): Promise<Finding[]> =>
  withPlain(async ({ url }) => {
    const page = await browser.newPage({ baseURL: url })
    const bytesAt = async (length: number) => {
      const socket = await ChatSocket.open(`${url}/agents/plain-chat/filled-${length}`)
      // The plain pattern takes a whole transcript from any client.
      const messages = Array.from({ length }, (_, index) => ({
        id: `fill_${index}`,
        role: index % 2 ? 'assistant' : 'user',
        parts: [
          { type: 'text', text: `${index % 2 ? 'Answer' : 'Question'} number ${index + 1}.` },
        ],
      }))
      socket.send({ type: 'cf_agent_chat_messages', messages })
      return uploaded(page, `/?chat=filled-${length}`, `Answer number ${length}.`)
    }
    const [short, long] = [await bytesAt(SHORT), await bytesAt(LONG)]
    const measured = `${short} B, then ${long} B`
    return [{ what: 'the same with the plain pattern', measured }]
  })

/** Bytes in frames and request bodies from the click on Send until the reply is complete. */
async function uploaded(page: Page, path: string, last: string): Promise<number> {
  let bytes = 0
  const replied = new Promise<void>((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        bytes += Buffer.byteLength(payload)
      })
      socket.on('framereceived', ({ payload }) => {
        const frame = JSON.parse(payload.toString())
        if (frame.type === 'cf_agent_use_chat_response' && frame.done) resolve()
      })
    })
  })
  page.on('request', (request) => {
    bytes += request.postDataBuffer()?.byteLength ?? 0
  })
  await page.goto(path)
  await page.getByText(last, { exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Message' }).fill(QUESTION)
  bytes = 0
  await page.getByRole('button', { name: 'Send' }).click()
  await replied
  return bytes
}
