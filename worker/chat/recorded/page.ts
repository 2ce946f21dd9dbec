import { isToolUIPart, type UIMessage } from 'ai'
import type { Conversation } from './conversation.ts'

/** The ids that stories give to calls; all others were made by this run. */
const scripted = /^call_[a-z0-9]{1,12}$/

/** Names for what differs from run to run, in the order in which it is met. */
function steady(text: string, freshIds: readonly string[]): string {
  const named = (pattern: RegExp, name: string) => (before: string) => {
    const seen: string[] = []
    return before.replaceAll(pattern, (found) => {
      if (!seen.includes(found)) seen.push(found)
      return `«${name} ${seen.indexOf(found) + 1}»`
    })
  }
  return [
    named(/c_[a-z0-9]+_[a-f0-9]{16}/g, 'request'),
    named(new RegExp(freshIds.join('|') || '(?!)', 'g'), 'new call'),
    named(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time'),
    // It grows with the tools, and `tools` says what they are.
    (before: string) => before.replaceAll(/(Available tools: )[\w, ]+/g, '$1«all of them»'),
  ].reduce((before, change) => change(before), text)
}

const line = (value: unknown): string => `  ${JSON.stringify(value)}`

/** What one request says of the conversation, one item a line; what is the same in all is named. */
function itemsOf(body: Record<string, unknown>): string[] {
  const [first, ...items] = (body.input ?? body.messages) as Record<string, unknown>[]
  const told = typeof first?.content === 'string' && first.content.includes('You are the assistant')
  return [line(told ? { ...first, content: '«instructions»' } : first), ...items.map(line)]
}

function partInWords(part: UIMessage['parts'][number]): string[] {
  if (part.type === 'text') return [`text ${JSON.stringify(part.text)}`]
  if (!isToolUIPart(part)) return []
  const name = part.type === 'dynamic-tool' ? part.toolName : part.type.slice('tool-'.length)
  const error = part.state === 'output-error' ? ` ${JSON.stringify(part.errorText)}` : ''
  return [`call ${name} ${part.toolCallId} ${part.state}${error}`]
}

const messageInWords = (message: UIMessage): string[] =>
  message.parts.flatMap(partInWords).map((part) => `  ${message.role}: ${part}`)

/** A conversation as a record that people can review: what was sent, and what came of it. */
export async function pageOf(about: string, talk: Conversation): Promise<string> {
  const sent = await talk.sent()
  const { items } = await talk.chat.transcript({})
  const requests = await talk.requests()
  const shown = talk.shown()
  const lines = [
    about,
    ...sent.flatMap((body, index) => ['', `sent ${index + 1}`, ...itemsOf(body)]),
    '',
    'conversation',
    ...items.flatMap(messageInWords),
    ...(requests.length ? ['', 'requests'] : []),
    ...requests.map(
      ({ status, version, title, id, toolCallId }) =>
        `  ${id} ${toolCallId} version ${version} ${status}: ${title}`,
    ),
    ...(shown.length ? ['', 'shown with Retry', ...shown.map((text) => `  ${text}`)] : []),
  ]
  const calls = items.flatMap(({ parts }) => parts).filter(isToolUIPart)
  const fresh = calls.map(({ toolCallId }) => toolCallId).filter((id) => !scripted.test(id))
  return steady(`${lines.join('\n')}\n`, fresh)
}
