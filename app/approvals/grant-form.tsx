import { useState } from 'react'
import type { Grant } from '../../domain/grants.ts'
import type { ApprovalRequest, JsonSchema } from '../../domain/protocol.ts'
import { ApiError, sentenceOf } from '../lib/api.ts'
import { giveGrant } from '../lib/grants.ts'
import { useSession } from '../lib/session.ts'
import { fieldsOf } from '../ui/schema-fields.ts'
import { SchemaForm } from '../ui/schema-form.tsx'
import { coverInWords, mostEach } from './grant-words.ts'
import { nameFor } from './who.ts'

const USES = 5
const DAYS = 7

/** The limits of a grant as a form; `money` where each use moves some. */
const schemaOf = (money: boolean): JsonSchema => ({
  properties: {
    uses: { type: 'integer', title: 'How many times', minimum: 1, maximum: 100 },
    ...(money && {
      spendCap: {
        type: 'integer',
        format: 'usd-cents',
        title: 'In total at most',
        minimum: 1,
        maximum: 1_000_000_00,
      },
    }),
    until: { type: 'string', format: 'date', title: 'Until the end of' },
  },
  required: ['uses', 'until', ...(money ? ['spendCap'] : [])],
})

const localDay = (at: number): string => {
  const day = new Date(at)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/** The last moment of a day in the reader's own zone. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString()

type Props = { request: ApprovalRequest; onGiven?: (grant: Grant) => void; onCancel: () => void }

/** A yes in advance: says what it covers, and asks how often, for how much and until when. */
export default function GrantForm({ request, onGiven, onCancel }: Props) {
  const { me } = useSession()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ field: string; message: string } | null>(null)
  const when = request.grantable ?? []
  const each = mostEach(when)
  const [defaults] = useState(() => ({
    uses: USES,
    ...(each !== undefined && { spendCap: each * USES }),
    until: localDay(Date.now() + DAYS * 24 * 3_600_000),
  }))

  async function give({ uses, spendCap, until }: Record<string, unknown>): Promise<void> {
    setBusy(true)
    setRefused(null)
    try {
      const limits = {
        uses: Number(uses),
        ...(typeof spendCap === 'number' && { spendCap }),
        endsAt: endOf(String(until)),
      }
      onGiven?.(await giveGrant(request.id, limits))
    } catch (error) {
      const field = error instanceof ApiError ? error.details.field : undefined
      const known = field === 'endsAt' ? 'until' : field === 'spendCap' ? 'spendCap' : 'uses'
      setRefused({ field: known, message: sentenceOf(error) })
      setBusy(false)
    }
  }

  return (
    <SchemaForm
      label={`Don’t ask again: ${request.title}`}
      lead={
        <p className="card-text">
          Without asking from now on, when {nameFor(request.requester, me)}{' '}
          {request.requester.id === me.id ? 'ask' : 'asks'} the assistant for it:{' '}
          <strong>{coverInWords(request.tool, when)}</strong>.
        </p>
      }
      submit="Give grant"
      fields={fieldsOf(schemaOf(each !== undefined))}
      values={defaults}
      busy={busy}
      refused={refused}
      onSubmit={(_, all) => void give(all)}
      onCancel={onCancel}
    >
      {() => (
        <p className="form-hint">
          Every use is recorded like an approval of yours, and you can take this back at any time.
        </p>
      )}
    </SchemaForm>
  )
}
