import type { UIMessage } from 'ai'
import type { Page } from '../rpc.ts'

const PAGE = 40

type History = (options: { newestFirst: true; leafId?: string }) => AsyncIterable<UIMessage>

/**
 * One page of the transcript, read from the newest end so that its cost does not grow with the
 * conversation. `cursor` is the id of the oldest message already seen; items are oldest first.
 */
export async function newestPage(history: History, cursor?: string): Promise<Page<UIMessage>> {
  const items: UIMessage[] = []
  for await (const message of history({ newestFirst: true, ...(cursor && { leafId: cursor }) })) {
    if (message.id === cursor) continue
    const oldest = items.at(-1)
    if (oldest && items.length === PAGE) return { items: items.reverse(), nextCursor: oldest.id }
    items.push(message)
  }
  return { items: items.reverse(), nextCursor: null }
}

/** One page from the beginning; `ids` is the whole path, without content. */
export async function oldestPage(
  ids: readonly string[],
  read: (id: string) => Promise<UIMessage | null>,
  cursor?: string,
): Promise<Page<UIMessage>> {
  const start = cursor ? ids.indexOf(cursor) + 1 : 0
  const wanted = ids.slice(start, start + PAGE)
  const items = (await Promise.all(wanted.map(read))).filter((message) => message !== null)
  const last = wanted.at(-1)
  return { items, nextCursor: last && start + PAGE < ids.length ? last : null }
}

/** The plain words of a message. */
export const textOf = (message: UIMessage): string =>
  message.parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n')
    .trim()
