import { useSyncExternalStore } from 'react'

/** A value outside of React that components may follow. */
export type Store<T> = {
  get(): T
  set(next: T | ((now: T) => T)): void
  subscribe(listener: () => void): () => void
}

/** The smallest external store: one value, replaced as a whole. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      const replacement = next instanceof Function ? next(value) : next
      if (Object.is(replacement, value)) return
      value = replacement
      listeners.forEach((listener) => listener())
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The store's value, or what a selector picks of it; the pick must be stable between changes. */
export function useStore<T, Picked = T>(
  store: Store<T>,
  pick: (value: T) => Picked = (value) => value as unknown as Picked,
): Picked {
  return useSyncExternalStore(store.subscribe, () => pick(store.get()))
}
