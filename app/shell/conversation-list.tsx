import { Button } from '@cloudflare/kumo/components/button'
import { NotePencilIcon } from '@phosphor-icons/react/dist/csr/NotePencil'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { sentenceOf } from '../lib/api.ts'
import { moreConversations, useConversations } from '../lib/conversations.ts'
import { ConversationItem } from './conversation-item.tsx'

/** The person's conversations, and the way to a new one. */
export function ConversationList() {
  const { items, nextCursor, loaded } = useConversations()
  const [location] = useLocation()
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <nav aria-label="Conversations" className="side">
      <Link
        href="/"
        className="new-conversation"
        aria-current={location === '/' ? 'page' : undefined}
      >
        <NotePencilIcon aria-hidden="true" size={18} />
        New conversation
      </Link>
      <ul className="grid gap-0.5">
        {items.map((item) => (
          <ConversationItem
            key={item.id}
            conversation={item}
            current={location === `/c/${item.id}`}
          />
        ))}
      </ul>
      {loaded && items.length === 0 && (
        <p className="px-3 text-sm text-kumo-subtle">Your conversations will appear here.</p>
      )}
      {nextCursor && (
        <Button
          variant="ghost"
          size="sm"
          className="mx-3 mt-2"
          onClick={() =>
            void moreConversations().catch((error: unknown) => setProblem(sentenceOf(error)))
          }
        >
          Show older
        </Button>
      )}
      {problem && (
        <p role="status" className="px-3 text-sm">
          {problem}
        </p>
      )}
    </nav>
  )
}
