import { useState } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { useSession } from '../lib/session.ts'
import { fieldsOf } from '../ui/schema-fields.ts'
import { SchemaForm } from '../ui/schema-form.tsx'
import { ChangeList } from './change-list.tsx'
import type { RequestActions } from './use-request-actions.ts'
import { useSeen } from './use-seen.ts'

type Props = {
  request: ApprovalRequest
  actions: RequestActions
  onDone: () => void
  onCancel: () => void
}

/**
 * Changes what a request asks for while it waits. Shows what differs before anything is sent; what was
 * typed stays when the server refuses.
 */
export default function EditForm({ request, actions, onDone, onCancel }: Props) {
  const { me } = useSession()
  const { seen, toldOfChange } = useSeen(request)
  const [problem, setProblem] = useState<{ field: string; message: string } | null>(null)
  const fields = fieldsOf(request.editable ?? {})
  const own = request.requester.id === me.id

  async function save(input: Record<string, unknown>): Promise<void> {
    if (Object.keys(input).length === 0) {
      const [first] = fields
      if (first) setProblem({ field: first.name, message: 'Change something first.' })
      return
    }
    setProblem(null)
    const refused = await actions.edit(seen(), input)
    if (!refused) return onDone()
    const field = refused.field?.replace(/^input\.?/, '')
    // What no field of this form is to blame for is said at the first one.
    const known = fields.find(({ name }) => name === field) ?? fields[0]
    if (refused.field && known) setProblem({ field: known.name, message: refused.message })
    else toldOfChange()
  }

  return (
    <SchemaForm
      label={`Edit: ${request.title}`}
      submit="Save changes"
      fields={fields}
      values={request.input}
      busy={actions.doing !== null}
      refused={problem}
      onSubmit={(changed) => void save(changed)}
      onCancel={onCancel}
    >
      {(changes) => (
        <div className="edit-preview">
          {changes.length > 0 && (
            <>
              <p className="form-label">What you change</p>
              <ChangeList changes={changes} />
            </>
          )}
          <p className="form-hint">
            Saving makes version {request.version + 1}, which is asked anew; answers to this version
            no longer count.{' '}
            {own
              ? ''
              : `Somebody else must approve it then, and ${request.requester.name} too when it changes what matters.`}
          </p>
        </div>
      )}
    </SchemaForm>
  )
}
