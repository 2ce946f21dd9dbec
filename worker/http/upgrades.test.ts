import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { changeRole } from '../testing/change-role.ts'
import { actor, errorOf, ORIGIN, testEnv } from './testing.ts'

const upgrade = { upgrade: 'websocket', connection: 'Upgrade', origin: ORIGIN }
const desk = '/agents/review-desk/main'

type Actor = Awaited<ReturnType<typeof actor>>

async function start(who: Actor): Promise<string> {
  const answer = await (await who.post('/api/conversations')).json()
  return `/agents/chat-agent/${z.object({ id: z.string() }).parse(answer).id}`
}

/** Resolves with the code that the socket closes with. */
function closing(response: Response): Promise<number> {
  const socket = response.webSocket
  if (!socket) throw new Error(`No socket, but ${response.status}.`)
  socket.accept()
  return new Promise((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)))
}

describe('an upgrade', () => {
  it('reaches a conversation for its owner alone', async () => {
    const member = await actor('member')
    const path = await start(member)
    expect((await member.get(path, { headers: upgrade })).status).toBe(101)
    for (const account of ['member2', 'manager', 'admin']) {
      const other = await actor(account)
      const forged = { 'x-countersign-person': '%7B%22id%22%3A%22member%22%7D' }
      const response = await other.get(path, { headers: { ...upgrade, ...forged } })
      expect(response.status).toBe(404)
    }
  })

  it.each([
    ['member', 403],
    ['auditor', 403],
    ['admin', 403],
    ['reviewer', 101],
    ['manager', 101],
  ])('reaches the desk for %s: %i', async (account, status) => {
    const response = await (await actor(account)).get(desk, { headers: upgrade })
    expect(response.status).toBe(status)
  })

  it('from another site, or without a session, is refused', async () => {
    const member = await actor('member')
    const path = await start(member)
    const headers = { ...upgrade, origin: 'https://evil.example' }
    const foreign = await member.get(path, { headers })
    expect([foreign.status, (await errorOf(foreign)).code]).toEqual([403, 'foreign_origin'])
    expect((await member.get(path, { headers: upgrade, cookie: '' })).status).toBe(401)
  })

  it('speaks the plain transport, whatever its query asks for', async () => {
    const member = await actor('member')
    const path = `${await start(member)}?__agents_transport=capnweb&_pk=mine`
    const { webSocket } = await member.get(path, { headers: upgrade })
    if (!webSocket) throw new Error('No socket.')
    const first = new Promise<string>((resolve) =>
      webSocket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true }),
    )
    webSocket.accept()
    expect(JSON.parse(await first)).toMatchObject({ type: 'cf_agent_identity' })
    webSocket.close()
  })

  it('reaches nothing else, and plain HTTP reaches no object', async () => {
    const manager = await actor('manager')
    const own = await start(manager)
    const upgrades = [`${own}/x`, '/agents/review-desk/other', '/agents/no-such-class/x', '/agents']
    for (const path of upgrades) {
      expect((await manager.get(path, { headers: upgrade })).status).toBe(404)
    }
    for (const path of [own, `${own}/get-messages`, desk]) {
      expect((await manager.get(path)).status).toBe(404)
      expect((await manager.post(path)).status).toBe(404)
    }
  })
})

describe('an open socket', () => {
  it('closes when its session ends, and no other does', async () => {
    const [leaving, staying] = await Promise.all([actor('member'), actor('member')])
    const path = await start(leaving)
    const closed = closing(await leaving.get(path, { headers: upgrade }))
    const kept = await staying.get(path, { headers: upgrade })
    const keptClosing = closing(kept)
    expect((await leaving.post('/api/sign-out')).status).toBe(204)
    expect(await closed).toBe(4401)
    expect(await Promise.race([keptClosing, Promise.resolve('open')])).toBe('open')
  })

  it('closes when the role of its person changes', async () => {
    const reviewer = await actor('reviewer2')
    const closed = closing(await reviewer.get(desk, { headers: upgrade }))
    await changeRole(testEnv, 'reviewer2', 'member')
    expect(await closed).toBe(4401)
    expect((await reviewer.get(desk, { headers: upgrade })).status).toBe(403)
    await changeRole(testEnv, 'reviewer2', 'reviewer')
  })
})
