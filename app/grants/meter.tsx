type Props = { label: string; value: number; max: number; words: string }

/** How much of something is used, as a bar and in words. */
export function Meter({ label, value, max, words }: Props) {
  const share = max > 0 ? Math.min(1, value / max) : 1
  return (
    <div className="meter">
      <p aria-hidden="true">
        <span>{label}</span>
        <span className="meter-words">{words}</span>
      </p>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={words}
        className="meter-bar"
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
