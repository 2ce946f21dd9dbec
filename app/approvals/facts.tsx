import type { Fact } from '../../domain/receipt.ts'

/** Beyond it a value gets the whole width, below its label. */
const LONG = 160

const isLong = (value: string): boolean => value.length > LONG || value.includes('\n')

/** Label and value, one a row, each whole; the values are the server's own words. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label} className="facts-row" data-long={isLong(value)}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
