import { forReviewer } from './attacks/scenes.ts'
import { Stage } from './attacks/stage.ts'
import { memoryOf } from './malformed/memory.ts'
import { storm } from './malformed/storm.ts'
import { begin } from './malformed/world.ts'
import { expect, test } from './own-server.ts'
import { whole } from './proof/whole.ts'

/**
 * Proof e: thousands of frames, calls and bytes that make no sense. Each is refused in a plain sentence,
 * nothing changes, and the server goes on as if they had not been. PROVE_SEED sends the same again.
 */
const INPUTS = whole ? 20_000 : 1_000
/** Loads what is loaded once, so that the memory afterwards is what inputs leave behind. */
const WARM_UP = INPUTS / 5
/** In megabytes. */
const GROWTH = 200

test(`${INPUTS} malformed inputs are refused and change nothing`, async ({
  server,
  playwright,
}, info) => {
  test.setTimeout(60_000 + INPUTS * 60)
  const seed = Number(process.env.PROVE_SEED ?? Date.now() % 1_000_000)
  const note = (description: string) => {
    info.annotations.push({ type: 'proof', description })
    console.log(`    proof e: ${description}`)
  }
  note(`seed ${seed}`)
  const extraHTTPHeaders = { connection: 'close' }
  const api = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders })
  const world = await begin(server.url, api)
  const before = await world.digest()

  const first = await storm(world, { seed, from: 0, to: WARM_UP })
  const warm = memoryOf(server.pid)
  const rest = await storm(world, { seed, from: WARM_UP, to: INPUTS })
  const grown = memoryOf(server.pid) - warm

  const answers = new Map(first.answers)
  for (const [answer, count] of rest.answers) {
    answers.set(answer, (answers.get(answer) ?? 0) + count)
  }
  note(
    [...answers]
      .sort(([, a], [, b]) => b - a)
      .map(([a, n]) => `${n} × ${a}`)
      .join(', '),
  )
  note(`memory ${warm} MB after ${WARM_UP} inputs, ${grown} MB more after the rest`)
  expect([...first.faults, ...rest.faults]).toEqual([])
  expect(answers.get('429 slow_down') ?? 0).toBeLessThan(INPUTS / 20)
  expect(await world.digest(), 'what the API shows').toBe(before)
  expect(grown).toBeLessThan(GROWTH)

  // What was under fire is still decided, and paid once.
  const { reviewer, books } = world.cast
  expect(
    await reviewer.post(`/api/approvals/${world.waiting.id}/decisions`, {
      verdict: 'approve',
      version: world.waiting.version,
      digest: world.waiting.digest,
    }),
  ).toMatch(/^200 /)
  await expect.poll(() => books.payments([world.waiting.id])).toHaveLength(1)
  const stage = await Stage.set(world.cast)
  await forReviewer(stage)
  await stage.decide(reviewer, 'approve')
  await stage.becomes('succeeded')
  await api.dispose()
})
