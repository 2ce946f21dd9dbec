import { Button } from '@cloudflare/kumo/components/button'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Field } from './schema-fields.ts'
import { SchemaControl } from './schema-control.tsx'
import { type Entry, entryOf, type Read, valueOf, wordsOf } from './schema-values.ts'

/** One field that somebody changed, in words; absent means empty. */
export type Changed = { label: string; before?: string; after?: string }

type Props = {
  fields: readonly Field[]
  /** What stands now. Fields that nobody has touched follow it. */
  values: Readonly<Record<string, unknown>>
  label: string
  /** Stands above the fields. */
  lead?: ReactNode
  submit: string
  busy: boolean
  /** What the server did not accept, by the field's name. */
  refused?: { field: string; message: string } | null
  /** Gets the changed fields alone, and the value of all. */
  onSubmit: (changed: Record<string, unknown>, all: Record<string, unknown>) => void
  onCancel: () => void
  /** Stands between the fields and the buttons. */
  children?: (changes: readonly Changed[]) => ReactNode
}

const isText = ({ kind }: Field): boolean => ['text', 'long-text', 'e-mail'].includes(kind)

/** Nothing entered: an empty text, for others no value. */
const sent = (field: Field, value: unknown): unknown => value ?? (isText(field) ? '' : null)

/**
 * A form drawn from the fields of a JSON Schema: labels, hints, bounds, amounts in dollars, and what is
 * wrong said beside the field. It checks when somebody submits and from then on as they write.
 */
export function SchemaForm(props: Props) {
  const { fields, values, label, lead, submit, busy, refused, onSubmit, onCancel, children } = props
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [entries, setEntries] = useState<Readonly<Record<string, Entry>>>({})
  const [checking, setChecking] = useState(false)

  useEffect(() => focusFirst(form.current, 'input, select, textarea'), [])
  useEffect(() => {
    if (refused) focusFirst(form.current, '[aria-invalid="true"]')
  }, [refused])

  const rows = fields.map((field) => {
    const stored = values[field.name]
    const entry = entries[field.name] ?? entryOf(field, stored)
    const read = valueOf(field, entry)
    const touched = entries[field.name] !== undefined
    const changed = touched && read.ok && !isSame(field, read.value, stored)
    return { field, stored, entry, read, changed }
  })
  const problemOf = (name: string, read: Read): string | null => {
    if (checking && !read.ok) return read.problem
    return refused?.field === name ? refused.message : null
  }

  function send(): void {
    setChecking(true)
    if (rows.some(({ read }) => !read.ok)) {
      // After the messages are there, so that they are read out with their fields.
      requestAnimationFrame(() => focusFirst(form.current, '[aria-invalid="true"]'))
      return
    }
    const pairs = rows.flatMap(({ field, read, changed }) =>
      read.ok ? [{ name: field.name, value: sent(field, read.value), changed }] : [],
    )
    const record = (some: typeof pairs) =>
      Object.fromEntries(some.map(({ name, value }) => [name, value]))
    onSubmit(record(pairs.filter(({ changed }) => changed)), record(pairs))
  }

  const changes = rows.flatMap(({ field, stored, read, changed }): Changed[] => {
    if (!changed || !read.ok) return []
    const [before, after] = [wordsOf(field, stored), wordsOf(field, read.value)]
    return [{ label: field.label, ...(before && { before }), ...(after && { after }) }]
  })

  return (
    <form
      ref={form}
      className="form"
      aria-label={label}
      aria-busy={busy}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) send()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      {lead}
      <div className="form-fields">
        {rows.map(({ field, entry, read }) => (
          <SchemaControl
            key={field.name}
            id={`${id}-${field.name}`}
            field={field}
            entry={entry}
            problem={problemOf(field.name, read)}
            onEntry={(next) => setEntries((now) => ({ ...now, [field.name]: next }))}
          />
        ))}
      </div>
      {children?.(changes)}
      <div className="form-buttons">
        <Button type="submit" variant="primary" aria-disabled={busy}>
          {submit}
        </Button>
        <Button type="button" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

const isSame = (field: Field, one: unknown, other: unknown): boolean =>
  sent(field, one) === sent(field, other) || entryOf(field, one) === entryOf(field, other)

function focusFirst(form: HTMLFormElement | null, selector: string): void {
  form?.querySelector<HTMLElement>(selector)?.focus()
}
