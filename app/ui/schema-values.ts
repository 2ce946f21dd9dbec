import { formatMoney, parseAmount, usd } from '../../domain/money.ts'
import { exactTime } from '../lib/time.ts'
import type { Field } from './schema-fields.ts'

/** What stands in a control: text, or whether a box is ticked. */
export type Entry = string | boolean

export type Read = { ok: true; value: unknown } | { ok: false; problem: string }

const value = (read: unknown): Read => ({ ok: true, value: read })
const problem = (text: string): Read => ({ ok: false, problem: text })

const pad = (part: number): string => String(part).padStart(2, '0')

/** `2026-11-23T19:00` in the reader's own zone, as the browser's control wants it. */
function localMoment(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(pad).join('-')
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** A stored value as its control shows it. */
export function entryOf({ kind }: Field, stored: unknown): Entry {
  if (kind === 'yes-no') return stored === true
  if (stored === undefined || stored === null) return ''
  if (kind === 'dollars' && typeof stored === 'number') return (stored / 100).toFixed(2)
  if (kind === 'moment' && typeof stored === 'string') return localMoment(stored)
  return typeof stored === 'string' || typeof stored === 'number' ? String(stored) : ''
}

const amount = (cents: number): string => formatMoney(usd(cents))

function within({ min, max }: Field, number: number, words: (bound: number) => string): Read {
  if (min !== undefined && number < min) return problem(`Give ${words(min)} or more.`)
  if (max !== undefined && number > max) return problem(`Give ${words(max)} or less.`)
  return value(number)
}

function textWithin({ minLength = 0, maxLength = Infinity, pattern, hint }: Field, text: string) {
  if (text.length < minLength) return problem(`Write ${minLength} characters or more.`)
  if (text.length > maxLength) return problem(`Write ${maxLength} characters or fewer.`)
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) {
    return problem(hint ? `This does not fit: ${hint}` : 'This is not written as it is asked for.')
  }
  return value(text)
}

/** Reads what somebody entered, or says in plain words what is missing. Nothing entered is `undefined`. */
export function valueOf(field: Field, entry: Entry): Read {
  if (typeof entry === 'boolean') return value(entry)
  const text = field.kind === 'long-text' ? entry : entry.trim()
  if (text.trim() === '') return field.required ? problem('Please fill this in.') : value(undefined)
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return textWithin(field, text)
    case 'e-mail':
      return /^\S+@\S+\.\S+$/.test(text)
        ? textWithin(field, text)
        : problem('Write an address like sam@example.com.')
    case 'integer':
      return /^[-+]?\d{1,15}$/.test(text)
        ? within(field, Number(text), String)
        : problem('Write a whole number.')
    case 'number':
      return Number.isFinite(Number(text))
        ? within(field, Number(text), String)
        : problem('Write a number.')
    case 'dollars': {
      const cents = parseAmount(text)
      return cents === null
        ? problem('Write an amount in dollars, like 40 or 1,850.00.')
        : within(field, cents, amount)
    }
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? value(text) : problem('Choose a date.')
    case 'moment': {
      const at = new Date(text)
      return Number.isNaN(at.getTime())
        ? problem('Choose a date and a time.')
        : value(at.toISOString())
    }
    case 'choice': {
      const chosen = field.options?.find((option) => String(option.value) === text)
      return chosen ? value(chosen.value) : problem('Choose one of these.')
    }
    case 'yes-no':
      return value(text === 'true')
  }
}

const onTheDay = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A stored value in words; absent ones are undefined. */
export function wordsOf({ kind, options }: Field, stored: unknown): string | undefined {
  if (stored === undefined || stored === null || stored === '') return undefined
  if (kind === 'yes-no') return stored === true ? 'Yes' : 'No'
  if (kind === 'dollars' && typeof stored === 'number') return amount(stored)
  if (typeof stored === 'string' && !Number.isNaN(Date.parse(stored))) {
    if (kind === 'date') return onTheDay.format(new Date(stored))
    if (kind === 'moment') return exactTime(stored)
  }
  if (kind === 'choice') return options?.find((one) => one.value === stored)?.label ?? `${stored}`
  return typeof stored === 'string' || typeof stored === 'number' ? String(stored) : undefined
}
