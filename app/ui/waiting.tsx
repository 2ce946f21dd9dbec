/** Shown while a page loads; silent for the first moment, so that fast pages do not flicker. */
export function Waiting() {
  return (
    <main className="grid flex-1 place-content-center" aria-busy="true">
      <h1 className="sr-only">Loading</h1>
      <p className="waiting text-kumo-subtle">Loading…</p>
    </main>
  )
}
