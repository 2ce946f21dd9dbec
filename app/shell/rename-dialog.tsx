import { Button } from '@cloudflare/kumo/components/button'
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { useId, useState } from 'react'
import { type Conversation, limits } from '../../domain/protocol.ts'
import { sentenceOf } from '../lib/api.ts'
import { renameConversation } from '../lib/conversations.ts'

type Props = { conversation: Conversation; onClose: () => void }

export default function RenameDialog({ conversation, onClose }: Props) {
  const id = useId()
  const [title, setTitle] = useState(conversation.title)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function save(): Promise<void> {
    if (!title.trim()) return setProblem('Please give the conversation a title.')
    setBusy(true)
    try {
      await renameConversation(conversation.id, title.trim())
      onClose()
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog className="dialog">
        <Dialog.Title className="dialog-title">Rename conversation</Dialog.Title>
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <label htmlFor={id} className="text-sm font-medium">
            Title
          </label>
          <input
            id={id}
            className="field"
            value={title}
            maxLength={limits.titleCharacters}
            onChange={(event) => setTitle(event.target.value)}
          />
          {problem && <p role="status">{problem}</p>}
          <div className="dialog-actions">
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" loading={busy}>
              Rename
            </Button>
          </div>
        </form>
      </Dialog>
    </Dialog.Root>
  )
}
