import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { asksReviewer, type Disk, Life } from '../approvals/testing/life.ts'
import { onDisk } from '../approvals/testing/stage.ts'
import { model } from '../approvals/testing/world.ts'
import type { Judgement } from '../desk/stub.ts'
import { somebody } from '../testing/business.ts'
import { Gate, type GateDeps, NotProposed } from './gate.ts'

const mira = somebody('mira')
const rob = somebody('rob', 'reviewer')
const payment = { payee: 'Harbor Print', amount: 40_00 }

/** The gate of one turn that answers this message. */
function gateOf(life: Life, disk: Disk, change: Partial<GateDeps> = {}): Gate {
  return new Gate({
    approvals: life.host.approvals,
    effects: life.host.effects,
    judge: async () => disk.ruling,
    stopped: () => false,
    context: { db: env.DB, actor: mira, now: disk.now, requests: async () => [] },
    requester: mira,
    model,
    askedIn: 'question',
    ...change,
  })
}

const stage = (story: (life: Life, disk: Disk) => Promise<void>) =>
  onDisk((disk) => story(new Life(disk), disk))

const statuses = (life: Life): string[] =>
  life.host.approvals.store.newest(10).map(({ status }) => status)

it('asks nobody once the turn was stopped, even while policy was being asked', () =>
  stage(async (life, disk) => {
    let stopped = false
    const gate = gateOf(life, disk, {
      judge: async () => {
        stopped = true
        return asksReviewer
      },
      stopped: () => stopped,
    })
    await gate.review(disk.tool, 'call', payment)
    expect(statuses(life)).toEqual([])
    await expect(gate.perform('call')).rejects.toBeInstanceOf(NotProposed)
  }))

it('gives a repeated call the request that waits, in this message and in later ones', () =>
  stage(async (life, disk) => {
    await gateOf(life, disk).review(disk.tool, 'first', payment)
    for (const askedIn of ['question', 'later']) {
      const gate = gateOf(life, disk, { askedIn })
      expect(await gate.review(disk.tool, 'again', payment)).toBe('not-applicable')
      expect(await gate.perform('again')).toMatchObject({ status: 'pending', askedEarlier: true })
    }
    expect(statuses(life)).toEqual(['pending'])
  }))

it('lets a newer ask of the member with other facts replace the one that waits', () =>
  stage(async (life, disk) => {
    await gateOf(life, disk).review(disk.tool, 'first', payment)
    const wish = { ...payment, amount: 60_00 }
    const asked: Judgement[] = []
    const judge = async (call: Judgement) => {
      asked.push(call)
      return disk.ruling
    }
    await gateOf(life, disk, { askedIn: 'correction', judge }).review(disk.tool, 'second', wish)
    expect(statuses(life)).toEqual(['pending', 'superseded'])
    const [newer, older] = life.host.approvals.store.newest(2)
    expect(older?.replacedBy).toBe(newer?.id)
    expect(asked).toMatchObject([{ replaces: older?.id }])
  }))

it('lets a call take the place of the request that it names, whatever that is about', () =>
  stage(async (life, disk) => {
    await gateOf(life, disk).review(disk.tool, 'first', payment)
    const [first] = life.host.approvals.store.newest(1)
    const other = { ...payment, payee: 'Tidewater Linen' }
    const later = gateOf(life, disk, { askedIn: 'correction' })
    await later.review(disk.tool, 'second', other, first!.id)
    expect(statuses(life)).toEqual(['pending', 'superseded'])
    const gate = gateOf(life, disk, { askedIn: 'and again' })
    await gate.review(disk.tool, 'third', payment, first!.id)
    await expect(gate.perform('third')).rejects.toThrow('superseded already')
    await gate.review(disk.tool, 'fourth', payment, 'r_nobody_knows')
    await expect(gate.perform('fourth')).rejects.toThrow('no such request')
    expect(statuses(life)).toEqual(['pending', 'superseded'])
  }))

it('keeps what waits when the model alone changes its mind, or when a rule refuses the newer ask', () =>
  stage(async (life, disk) => {
    await gateOf(life, disk).review(disk.tool, 'first', payment)
    const wish = { ...payment, amount: 90_000_00 }
    await gateOf(life, disk).review(disk.tool, 'same message', wish)
    expect(statuses(life)).toEqual(['pending'])
    disk.ruling = { ...asksReviewer, outcome: 'deny' }
    await gateOf(life, disk, { askedIn: 'later' }).review(disk.tool, 'second', wish)
    expect(statuses(life)).toEqual(['denied', 'pending'])
  }))

it('does not ask again after a denial, a cent more or less, until the member does', () =>
  stage(async (life, disk) => {
    await gateOf(life, disk).review(disk.tool, 'first', payment)
    const [request] = life.host.approvals.store.newest(1)
    const { id, version, digest } = request!
    const no = { kind: 'decide', verdict: 'deny', version, digest, reason: 'Too late.' } as const
    await life.until(() => life.host.act(rob, id, no))
    const gate = gateOf(life, disk)
    await gate.review(disk.tool, 'again', { ...payment, amount: 40_01 })
    expect(await gate.perform('again')).toMatchObject({ status: 'denied', reason: 'Too late.' })
    expect(statuses(life)).toEqual(['denied'])
    await gateOf(life, disk, { askedIn: 'the member insists' }).review(disk.tool, 'new', payment)
    expect(statuses(life)).toEqual(['pending', 'denied'])
  }))

it('does not do again what was done for this message: a reply that a crash cut off asks once more', () =>
  stage(async (life, disk) => {
    disk.ruling = { ...asksReviewer, outcome: 'allow', approvers: [] }
    const gate = gateOf(life, disk)
    await gate.review(disk.tool, 'first', payment)
    expect(await gate.perform('first')).toMatchObject({ status: 'succeeded' })
    const resumed = gateOf(life, disk)
    await resumed.review(disk.tool, 'again', payment)
    expect(await resumed.perform('again')).toMatchObject({
      status: 'succeeded',
      askedEarlier: true,
    })
    expect(disk.world.payments).toBe(1)
    const later = gateOf(life, disk, { askedIn: 'the member wants it once more' })
    await later.review(disk.tool, 'new', payment)
    await later.perform('new')
    expect(disk.world.payments).toBe(2)
  }))

it('tells policy that words of strangers were read, from then on', () =>
  stage(async (life, disk) => {
    const asked: Judgement[] = []
    const gate = gateOf(life, disk, {
      judge: async (call) => {
        asked.push(call)
        return disk.ruling
      },
    })
    await gate.review(disk.tool, 'before', payment)
    gate.readUntrusted()
    await gate.review(disk.tool, 'after', { ...payment, payee: 'Tidewater Linen' })
    expect(asked.map(({ untrusted }) => untrusted)).toEqual([undefined, true])
  }))

it('asks for twenty things in one reply at most', () =>
  stage(async (life, disk) => {
    const gate = gateOf(life, disk)
    for (let index = 1; index <= 21; index += 1) {
      await gate.review(disk.tool, `call ${index}`, { payee: `Payee ${index}`, amount: index })
    }
    await expect(gate.perform('call 21')).rejects.toThrow('more than 20 requests')
    expect(life.host.approvals.store.newest(50)).toHaveLength(20)
  }))

it('asks policy again when what it would replace was decided meanwhile', () =>
  stage(async (life, disk) => {
    await gateOf(life, disk).review(disk.tool, 'first', payment)
    const [waiting] = life.host.approvals.store.newest(1)
    const { id, version, digest } = waiting!
    const asked: Judgement[] = []
    const gate = gateOf(life, disk, {
      askedIn: 'correction',
      judge: async (call) => {
        asked.push(call)
        if (asked.length === 1) {
          disk.world.price = payment.amount
          const yes = { kind: 'decide', verdict: 'approve', version, digest } as const
          await life.until(() => life.host.act(rob, id, yes))
        }
        return disk.ruling
      },
    })
    await gate.review(disk.tool, 'second', { ...payment, amount: 60_00 })
    expect(asked.map(({ replaces }) => replaces)).toEqual([id, undefined])
    expect(statuses(life)).toEqual(['pending', 'succeeded'])
  }))

it('answers a call with half a character in plain words, and asks nobody', () =>
  stage(async (life, disk) => {
    const gate = gateOf(life, disk)
    await gate.review(disk.tool, 'half', { ...payment, payee: 'Harbor \ud83d' })
    await expect(gate.perform('half')).rejects.toThrow('half a character')
    expect(statuses(life)).toEqual([])
  }))
