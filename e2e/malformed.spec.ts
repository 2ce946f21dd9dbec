import { forReviewer } from './attacks/scenes.ts'
import { Stage } from './attacks/stage.ts'
import { flood } from './malformed/flood.ts'
import { memoryOf } from './malformed/memory.ts'
import { storm } from './malformed/storm.ts'
import { begin, type World } from './malformed/world.ts'
import { expect, test as base } from './own-server.ts'
import { whole } from './proof/whole.ts'

/**
 * Proof e: thousands of frames, calls and bytes that make no sense. Each is refused in a plain sentence,
 * nothing changes, and the server goes on as if they had not been. PROVE_SEED sends the same again.
 */
const INPUTS = whole ? 20_000 : 1_000
/** What is loaded once is loaded by then. */
const WARM_UP = INPUTS / 5
/**
 * In megabytes. A local workerd lets about 20 kB of each request lie for later, whatever it was (4,000
 * times GET /api/me: 81 MB); talk needs transcripts, and code that was never run is compiled.
 */
const GROWTH = 150 + INPUTS * 0.04

const test = base.extend<{ world: World }>({
  world: async ({ server, playwright }, use) => {
    // A connection that was idle for long may be closing just as it is used again.
    const extraHTTPHeaders = { connection: 'close' }
    const api = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders })
    await use(await begin(server.url, api))
    await api.dispose()
  },
})

test(`${INPUTS} malformed inputs are refused and change nothing`, async ({
  server,
  world,
}, info) => {
  test.setTimeout(60_000 + INPUTS * 60)
  const seed = Number(process.env.PROVE_SEED ?? Date.now() % 1_000_000)
  const note = (description: string) => {
    info.annotations.push({ type: 'proof', description })
    console.log(`    proof e: ${description}`)
  }
  note(`seed ${seed}`)
  const before = await world.digest()

  const first = await storm(world, { seed, from: 0, to: WARM_UP })
  const warm = memoryOf(server.pid)
  const rest = await storm(world, { seed, from: WARM_UP, to: INPUTS })
  const grown = memoryOf(server.pid) - warm

  const answers = new Map(first.answers)
  for (const [answer, count] of rest.answers) {
    answers.set(answer, (answers.get(answer) ?? 0) + count)
  }
  const told = [...answers].sort(([, one], [, other]) => other - one)
  note(told.map(([answer, count]) => `${count} × ${answer}`).join(', '))
  note(`${warm} MB of memory after ${WARM_UP} inputs, ${grown} MB more after the rest`)
  expect([...first.faults, ...rest.faults]).toEqual([])
  expect(answers.get('429 slow_down') ?? 0).toBeLessThan(INPUTS / 20)
  expect(await world.digest(), 'what the API shows').toBe(before)
  expect(grown).toBeLessThan(GROWTH)
  await goesOn(world)
})

test('300 MB of what is too long are refused and not kept', async ({ server, world }) => {
  test.setTimeout(120_000)
  await flood(world, 50)
  const before = memoryOf(server.pid)
  expect(await flood(world, 300)).toEqual(['422 invalid body', 'refused invalid'])
  expect(memoryOf(server.pid) - before).toBeLessThan(200)
  await goesOn(world)
})

/** What was under fire is still decided, and paid once; and so is what is asked now. */
async function goesOn({ cast, waiting }: World): Promise<void> {
  const stage = await Stage.set(cast)
  expect(await stage.decide(cast.reviewer, 'approve', waiting)).toMatch(/^200 /)
  await expect.poll(() => cast.books.payments([waiting.id])).toHaveLength(1)
  await forReviewer(stage)
  expect(await stage.decide(cast.reviewer, 'approve')).toMatch(/^200 /)
  await stage.becomes('succeeded')
}
