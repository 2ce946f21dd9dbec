import type { Tone } from './sentences.ts'

const marks: Record<Tone, string> = {
  action: 'M8 4v5M8 11.6v.1',
  waiting: 'M8 4.5V8l2.4 1.6',
  good: 'M4.8 8.2l2.2 2.2 4.2-4.6',
  bad: 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  doubt: 'M6.3 6.2a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.6-.8 1.1M8 11.4v.1',
  quiet: 'M5 8h6',
}

/** A small mark that says the state of a request at a glance; the words beside it say it too. */
export function Seal({ tone }: { tone: Tone }) {
  return (
    <svg viewBox="0 0 16 16" className="seal" data-tone={tone} aria-hidden="true">
      <circle cx="8" cy="8" r="7.5" />
      <path d={marks[tone]} />
    </svg>
  )
}
