import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { asksReviewer, type Disk } from './life.ts'
import { World } from './world.ts'

/** Sunday, 22 November 2026, at nine UTC. */
export const START = Date.parse('2026-11-22T09:00:00Z')
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

let number = 0

/** An object's storage of its own, with a provider behind it, for lives to be lived on. */
export async function onDisk(
  story: (disk: Disk) => Promise<void>,
  change: Partial<Disk> = {},
): Promise<void> {
  number += 1
  const id = `hosting${number}aaaa`
  await runInDurableObject(env.ChatAgent.getByName(id), async (_, { storage }) => {
    const world = change.world ?? new World()
    await story({
      storage,
      id,
      world,
      now: START,
      alarm: null,
      ruling: asksReviewer,
      tool: world.tool(),
      random: 0,
      ...change,
    })
  })
}
