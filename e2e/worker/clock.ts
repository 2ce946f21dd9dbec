/** How far this server's clock was moved, in milliseconds; lasts until it restarts. */
let offset = 0

export const globalOffset = (): number => offset

export function moveGlobalClock(to: { advanceMs: number } | { now: number }): void {
  offset = 'now' in to ? to.now - Date.now() : offset + to.advanceMs
}
