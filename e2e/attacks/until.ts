import { expect } from '@playwright/test'

/** Reads again until it is so, and gives what was read; fails after ten seconds. */
export async function until<T>(
  read: () => Promise<T>,
  isSo: (value: T) => boolean,
  what: string,
): Promise<T> {
  let value = await read()
  await expect
    .poll(async () => isSo(value) || isSo((value = await read())), {
      message: what,
      intervals: [20, 40, 80, 160],
      timeout: 10_000,
    })
    .toBe(true)
  return value
}
