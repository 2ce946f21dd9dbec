/** In place of a form whose code is on its way. */
export const FormWaiting = () => <p className="card-loading waiting">Loading…</p>

/** In place of a form whose code could not be loaded. */
export function FormUnavailable({ onCancel }: { onCancel: () => void }) {
  return (
    <p className="card-text">
      This form could not be loaded; check your connection and reload the page.{' '}
      <button type="button" className="text-button" onClick={onCancel}>
        Back
      </button>
    </p>
  )
}
