import { told } from '../attacks/http.ts'
import { chatPath } from '../attacks/requests.ts'
import type { World } from './world.ts'

const MEGABYTE = 'x'.repeat(1_000_000)
const AT_A_TIME = 25

/** Sends so many megabytes, half of them as frames and half as bodies; gives the different answers. */
export async function flood({ owner, conversation }: World, megabytes: number): Promise<string[]> {
  const socket = await owner.open(chatPath(conversation))
  const answers = new Set<string>()
  for (let sent = 0; sent < megabytes; sent += 2 * AT_A_TIME) {
    for (let frame = 0; frame < AT_A_TIME; frame += 1) {
      answers.add(await socket.answerTo(MEGABYTE))
      socket.heard.splice(0)
    }
    for (let body = 0; body < AT_A_TIME; body += 1) {
      answers.add(told(await owner.send('POST', '/api/conversations', MEGABYTE)))
    }
  }
  socket.close()
  return [...answers].sort()
}
