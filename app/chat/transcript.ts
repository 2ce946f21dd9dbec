/** What merging needs of a message: its identity. */
type Identified = { id: string }

/**
 * Lays the newest window of a transcript over what is known of it. The window is the truth from its
 * first known message on, so that a reply that was regenerated goes; what is older than the window
 * stays. A window that shares nothing with what is known comes after it.
 */
export function merge<M extends Identified>(known: readonly M[], window: readonly M[]): M[] {
  if (window.length === 0) return [...known]
  const ids = new Set(window.map(({ id }) => id))
  const overlap = known.findIndex(({ id }) => ids.has(id))
  return [...(overlap < 0 ? known : known.slice(0, overlap)), ...window]
}

/** Puts an older page before what is known; messages that are known already keep their place. */
export function prepend<M extends Identified>(older: readonly M[], known: readonly M[]): M[] {
  const ids = new Set(known.map(({ id }) => id))
  return [...older.filter(({ id }) => !ids.has(id)), ...known]
}

/**
 * Lays the stored newest page under what is shown. What is shown and older than the page stays before
 * it; what the store does not have yet (a message on its way, a reply that streams) stays after it.
 */
export function rebase<M extends Identified>(known: readonly M[], page: readonly M[]): M[] {
  const ids = new Set(page.map(({ id }) => id))
  const first = known.findIndex(({ id }) => ids.has(id))
  const last = known.findLastIndex(({ id }) => ids.has(id))
  return [...known.slice(0, Math.max(first, 0)), ...page, ...known.slice(last + 1)]
}
