import { createStore, useStore } from './store.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const KEY = 'theme'
const systemDark = matchMedia('(prefers-color-scheme: dark)')

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY)
    return themes.find((theme) => theme === value) ?? 'system'
  } catch {
    return 'system'
  }
}

const choice = createStore<Theme>(stored())

function apply(): void {
  const theme = choice.get()
  const dark = theme === 'dark' || (theme === 'system' && systemDark.matches)
  document.documentElement.dataset.mode = dark ? 'dark' : 'light'
}
systemDark.addEventListener('change', apply)
choice.subscribe(apply)

/** Light, dark, or whatever the system says; remembered on this device. */
export function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Storage may be blocked; the choice then lasts until the page closes.
  }
  choice.set(theme)
}

export const useTheme = (): Theme => useStore(choice)
