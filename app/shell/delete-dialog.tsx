import { Button } from '@cloudflare/kumo/components/button'
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Conversation } from '../../domain/protocol.ts'
import { sentenceOf } from '../lib/api.ts'
import { deleteConversation } from '../lib/conversations.ts'

type Props = { conversation: Conversation; current: boolean; onClose: () => void }

export default function DeleteDialog({ conversation, current, onClose }: Props) {
  const [, navigate] = useLocation()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function erase(): Promise<void> {
    setBusy(true)
    try {
      await deleteConversation(conversation.id)
      onClose()
      if (current) navigate('/')
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog className="dialog">
        <Dialog.Title className="dialog-title">Delete this conversation?</Dialog.Title>
        <Dialog.Description className="text-kumo-subtle">
          “{conversation.title}” is erased and what still waits in it is withdrawn. Decisions that
          were made stay on record.
        </Dialog.Description>
        {problem && <p role="status">{problem}</p>}
        <div className="dialog-actions">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="destructive" loading={busy} onClick={() => void erase()}>
            Delete
          </Button>
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
