import { timeZone } from '../lib/time.ts'
import type { Field } from './schema-fields.ts'
import type { Entry } from './schema-values.ts'

type Props = {
  id: string
  field: Field
  entry: Entry
  problem: string | null
  onEntry: (entry: Entry) => void
}

/** A label with its control, what helps to fill it in, and what is wrong with it. */
export function SchemaControl({ id, field, entry, problem, onEntry }: Props) {
  const hint = hintOf(field)
  // The sign in the field says it to the eye.
  const isMoney = field.kind === 'dollars'
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  const common = {
    id,
    className: 'field',
    'aria-required': field.required,
    'aria-invalid': problem !== null,
    ...(described && { 'aria-describedby': described }),
  }
  const below = (
    <>
      {hint && (
        <p id={`${id}-hint`} className={field.hint || !isMoney ? 'form-hint' : 'sr-only'}>
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="form-problem">
          {problem}
        </p>
      )}
    </>
  )
  if (typeof entry === 'boolean') {
    return (
      <div className="form-field">
        <label className="form-check">
          <input
            {...common}
            className="form-box"
            type="checkbox"
            checked={entry}
            onChange={(event) => onEntry(event.target.checked)}
          />
          {field.label}
        </label>
        {below}
      </div>
    )
  }
  return (
    <div className="form-field" data-wide={field.kind === 'long-text'}>
      <label htmlFor={id} className="form-label">
        {field.label}
        {!field.required && <span className="form-optional"> (optional)</span>}
      </label>
      <Control field={field} entry={entry} common={common} onEntry={onEntry} />
      {below}
    </div>
  )
}

type ControlProps = {
  field: Field
  entry: string
  common: { id: string; className: string }
  onEntry: (entry: Entry) => void
}

function Control({ field, entry, common, onEntry }: ControlProps) {
  const { kind, maxLength } = field
  const onChange = (event: { target: { value: string } }) => onEntry(event.target.value)
  const props = { ...common, value: entry, onChange }
  switch (kind) {
    case 'long-text':
      return <textarea {...props} rows={4} maxLength={maxLength} />
    case 'choice':
      return (
        <select {...props}>
          {!field.required && <option value="">None</option>}
          {field.required && entry === '' && <option value="">Choose …</option>}
          {field.options?.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )
    case 'dollars':
      return (
        <span className="form-money">
          <span aria-hidden="true">$</span>
          <input {...props} type="text" inputMode="decimal" autoComplete="off" />
        </span>
      )
    case 'integer':
      return <input {...props} type="text" inputMode="numeric" autoComplete="off" />
    case 'number':
      return <input {...props} type="text" inputMode="decimal" autoComplete="off" />
    case 'date':
      return <input {...props} type="date" />
    case 'moment':
      return <input {...props} type="datetime-local" />
    case 'e-mail':
      return <input {...props} type="email" maxLength={maxLength} autoComplete="off" />
    case 'text':
    case 'yes-no':
      return <input {...props} type="text" maxLength={maxLength} autoComplete="off" />
  }
}

function hintOf({ kind, hint }: Field): string | undefined {
  const own = kind === 'dollars' ? 'In US dollars.' : undefined
  const zone = kind === 'moment' ? `Your time zone, ${timeZone()}.` : own
  return [hint, zone].filter(Boolean).join(' ') || undefined
}
