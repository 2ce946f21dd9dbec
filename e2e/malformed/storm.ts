import { Dice } from '../../domain/testing/sequences.ts'
import { exchange, told } from '../attacks/http.ts'
import { malformedBytes, writeBytes } from './bytes.ts'
import { type Call, malformedCall } from './calls.ts'
import { malformedFrame } from './frames.ts'
import { faultsOf, leaksIn } from './judge.ts'
import { Lane } from './lane.ts'
import { oddCall, oddWords } from './odd-calls.ts'
import type { World } from './world.ts'

export type Storm = {
  /** What was wrong, each with the number of its input. */
  faults: string[]
  /** How often each answer came. */
  answers: Map<string, number>
  /** How many bytes were sent, roughly. */
  bytes: number
}

const LANES = 6

const brief = (text: string): string => JSON.stringify(text.slice(0, 160))
const plain = (data: string | Uint8Array | undefined): string =>
  data === undefined ? '' : typeof data === 'string' ? data : Buffer.from(data).toString('latin1')

/**
 * workerd refuses what is no HTTP before the Worker hears of it, in two words: a method that never was
 * (501), lengths and addresses that cannot be (500). A name that is not this machine's is a set-up that the
 * demo refuses, and says so.
 */
const isRefusal = (answer: string): boolean =>
  /\r\n\r\n(?:ERROR: .*|Internal Server Error|Not Implemented)$/s.test(answer) ||
  answer.includes('"not_configured"')

type Result = { what: string; got: string; faults: string[]; bytes: number }

async function make(call: Call, { cast }: World): Promise<Result> {
  const { as, method, path, headers, body } = call
  const what = `${method} ${path} ${brief(plain(body))}`
  const cookie = as.cookie && { cookie: as.cookie }
  const got = await exchange(cast.url, {
    method,
    path,
    headers: { ...headers, ...cookie },
    body,
  })
  const faults = faultsOf(call, got)
  return { what, got: told(got), faults, bytes: (body?.length ?? 0) + path.length }
}

/** The input of this number: the same for the same seed. */
async function send(dice: Dice, world: World, lane: Lane): Promise<Result> {
  const kind = dice.roll(100)
  if (kind < 45) {
    const frame = malformedFrame(dice, world)
    const what = `frame ${brief(plain(frame.data))} on the ${frame.on}`
    return { what, ...(await lane.send(frame)), bytes: frame.data.length }
  }
  if (kind < 48) {
    const frame = oddWords(dice, world)
    const what = `words ${brief(plain(frame.data))}`
    return { what, ...(await lane.talk(frame)), bytes: frame.data.length }
  }
  if (kind < 51) {
    const bytes = malformedBytes(dice)
    const answer = await writeBytes(world.cast.url, bytes)
    const [, status = 'nothing'] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? []
    const isOutage = status.startsWith('5') && !isRefusal(answer)
    const faults = [...(isOutage ? [status] : []), ...leaksIn(answer)]
    return { what: `bytes ${brief(plain(bytes))}`, got: status, faults, bytes: bytes.length }
  }
  return make(kind < 62 ? oddCall(dice, world) : malformedCall(dice, world), world)
}

/** Sends the inputs with these numbers, a few at a time. */
export async function storm(
  world: World,
  { seed, from, to }: { seed: number; from: number; to: number },
): Promise<Storm> {
  const found: Storm = { faults: [], answers: new Map(), bytes: 0 }
  let next = from
  const work = async () => {
    const lane = new Lane(world)
    while (next < to) {
      const number = next
      next += 1
      const dice = new Dice(seed + 1_000_003 * number)
      const { what, got, faults, bytes } = await send(dice, world, lane)
      const answer = got.split(' ').slice(0, 2).join(' ')
      found.answers.set(answer, (found.answers.get(answer) ?? 0) + 1)
      found.bytes += bytes
      found.faults.push(...faults.map((fault) => `input ${number}: ${what} ${fault}; got ${got}`))
    }
    lane.close()
  }
  await Promise.all(Array.from({ length: LANES }, work))
  return found
}
