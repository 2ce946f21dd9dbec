const suggestions = [
  { text: 'Pay invoice INV-1001', hint: '$120.00 to Harbor Print. You confirm it yourself.' },
  {
    text: 'Pay invoice INV-1002',
    hint: '$1,850.00 to Northwind Catering. A reviewer confirms it.',
  },
  { text: 'Pay invoice INV-1005', hint: '$31,000.00 to Alder Construction. A rule refuses it.' },
]

/** Three ways in, one for each thing that can become of a request. */
export function Suggestions({ onPick }: { onPick: (text: string) => void }) {
  return (
    <ul className="suggestions" aria-label="Suggestions">
      {suggestions.map(({ text, hint }) => (
        <li key={text}>
          <button type="button" onClick={() => onPick(text)}>
            <span className="font-medium">{text}</span>
            <span className="text-sm text-kumo-subtle">{hint}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
