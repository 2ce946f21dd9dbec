// Runs before the first paint, so that a dark screen never flashes white. A file of its own because
// the Content Security Policy allows no inline script; app/lib/theme.ts takes over from here.
;(() => {
  let choice = 'system'
  try {
    choice = localStorage.getItem('theme') || 'system'
  } catch {
    // Storage may be blocked; the system's choice is a fine answer.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.mode = dark ? 'dark' : 'light'
})()
