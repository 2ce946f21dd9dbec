import { type RefObject, useEffect, useState } from 'react'

/**
 * Does something once at a time. Its button may be gone once it has done its work; whoever was on it stays
 * at the row.
 */
export function useDeed(
  row: RefObject<HTMLElement | null>,
  deed: () => Promise<void>,
): { busy: boolean; start: () => void } {
  const [busy, setBusy] = useState(false)
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    if (ended && document.activeElement === document.body) row.current?.focus()
  }, [ended, row])
  const start = () => {
    if (busy) return
    setBusy(true)
    setEnded(false)
    void deed().finally(() => {
      setBusy(false)
      setEnded(true)
    })
  }
  return { busy, start }
}
