import { createStore, useStore } from '../lib/store.ts'
import { nothingYet, progress, type Progress } from './steps.ts'

const KEY = 'first-run'

function stored(): Progress {
  try {
    return progress.parse(JSON.parse(localStorage.getItem(KEY) ?? ''))
  } catch {
    // Nothing is kept, storage is blocked, or an older version wrote it: it begins anew.
    return nothingYet
  }
}

const store = createStore<Progress>(stored())

/** What this visitor has tried, on this device. */
export const useProgress = (): Progress => useStore(store)

export function setProgress(next: Progress): void {
  store.set(next)
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // Then it is known until the page closes.
  }
}

/** The demo begins anew, and so does the guide. */
export const forgetProgress = (): void => setProgress(nothingYet)
