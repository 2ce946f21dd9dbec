type Props = {
  changes: readonly { label: string; before?: string | undefined; after?: string | undefined }[]
}

/** What differs, one fact a line: before → after. */
export function ChangeList({ changes }: Props) {
  return (
    <dl className="changes">
      {changes.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {before !== undefined && (
              <del>
                <span className="sr-only">was </span>
                {before}
              </del>
            )}
            {before !== undefined && <span aria-hidden="true"> → </span>}
            {after === undefined ? (
              <ins>
                <span className="sr-only">now </span>nothing
              </ins>
            ) : (
              <ins>
                <span className="sr-only">{before === undefined ? 'new: ' : ', now '}</span>
                {after}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
