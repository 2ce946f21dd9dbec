import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { PencilSimpleIcon } from '@phosphor-icons/react/dist/csr/PencilSimple'
import { TrashIcon } from '@phosphor-icons/react/dist/csr/Trash'
import { lazy, Suspense, useId, useState } from 'react'
import { Link } from 'wouter'
import type { Conversation } from '../../domain/protocol.ts'

const RenameDialog = lazy(() => import('./rename-dialog.tsx'))
const DeleteDialog = lazy(() => import('./delete-dialog.tsx'))

type Props = { conversation: Conversation; current: boolean }

/** One conversation in the list: its title leads there, its menu renames and deletes it. */
export function ConversationItem({ conversation, current }: Props) {
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const titleId = useId()
  const close = () => setDialog(null)
  return (
    <li className="side-item" data-current={current}>
      <Link id={titleId} href={`/c/${conversation.id}`} aria-current={current ? 'page' : undefined}>
        {conversation.title}
      </Link>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <Button
              variant="ghost"
              size="sm"
              shape="square"
              icon={<DotsThreeIcon size={18} weight="bold" />}
              aria-label="Conversation options"
              // The title describes it and is not its name: one called "Send …" would pass for Send.
              aria-describedby={titleId}
            />
          }
        />
        <DropdownMenu.Content>
          <DropdownMenu.Item icon={PencilSimpleIcon} onClick={() => setDialog('rename')}>
            Rename
          </DropdownMenu.Item>
          <DropdownMenu.Item icon={TrashIcon} variant="danger" onClick={() => setDialog('delete')}>
            Delete
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <Suspense>
        {dialog === 'rename' && <RenameDialog conversation={conversation} onClose={close} />}
        {dialog === 'delete' && (
          <DeleteDialog conversation={conversation} current={current} onClose={close} />
        )}
      </Suspense>
    </li>
  )
}
