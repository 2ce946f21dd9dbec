import type { Draft } from './draft.ts'

/** What the document would change, in the words that the manager will read. */
export function Differences({ draft: { changes } }: { draft: Draft }) {
  if (changes === null) {
    return (
      <p className="card-note">What this changes shows here once it can be read as a policy.</p>
    )
  }
  if (changes.length === 0) return <p className="card-note">Nothing is changed yet.</p>
  return (
    <section aria-label="What changes" className="grid gap-3">
      <h3 className="text-sm font-semibold">What changes</h3>
      {changes.map(({ label, before, after }) => (
        <div key={label} className="difference">
          <p className="font-medium">{label}</p>
          {before !== undefined && <del>{before}</del>}
          {after !== undefined && <ins>{after}</ins>}
        </div>
      ))}
    </section>
  )
}
