import { describe, expect, it } from 'vitest'
import type { Action } from '../rpc.ts'
import { somebody } from '../testing/business.ts'
import { asOfFirstRelease } from './testing/first-schema.ts'
import { type Disk, Life } from './testing/life.ts'
import { DAY, HOUR, onDisk, START } from './testing/stage.ts'

/**
 * Proof g: ninety days of waiting. Every day the process is killed and started again; nobody visits;
 * in the middle a new release changes the schema. What waited still waits, what the clock had to do it
 * has done once each, and the yes of the ninetieth day pays once.
 */
const member = somebody('wanda')
const reviewer = somebody('wim', 'reviewer')
const payment = { payee: 'Harbor Print', amount: 40_00 }

const act = async (life: Life, by: typeof member, id: string, action: Action) => {
  const result = await life.until(() => life.host.act(by, id, action))
  if ('crashedAt' in result) throw new Error(`crashed at ${result.crashedAt}`)
  return result.done
}

/** Lets a day pass: a power cut, a start, and whatever alarms are due until the day's end. */
async function dayPasses(disk: Disk, day: number): Promise<Life> {
  const end = START + day * DAY
  const life = new Life(disk)
  while (disk.alarm !== null && disk.alarm <= end) await life.ring()
  disk.now = end
  return life
}

const factTypes = (disk: Disk, id: string): string[] =>
  disk.storage.sql
    .exec('SELECT type FROM fact WHERE request_id = ? ORDER BY seq', id)
    .toArray()
    .map(({ type }) => String(type))

describe('ninety days with a restart each', () => {
  it('remind and escalate once, keep waiting as extended, and pay on the last day', () =>
    onDisk(async (disk) => {
      const first = new Life(disk)
      const asked = await first.propose(member, payment)
      const forgotten = await first.propose(member, { payee: 'Tidewater Linen', amount: 40_00 })
      disk.world.price = payment.amount
      await act(first, member, asked.id, { kind: 'extend', expiresAt: START + 90 * DAY })
      for (let day = 1; day < 90; day += 1) {
        const life = await dayPasses(disk, day)
        expect(life.host.approvals.store.get(asked.id)?.status, `day ${day}`).toBe('pending')
        const other = life.host.approvals.store.get(forgotten.id)?.status
        expect(other, `day ${day}`).toBe(day < 7 ? 'pending' : 'expired')
        if (day !== 45) continue
        // A release with another step of the schema.
        disk.storage.sql.exec('ALTER TABLE approval_request ADD COLUMN note_of_next_release TEXT')
        disk.storage.sql.exec('CREATE TABLE table_of_next_release (id TEXT PRIMARY KEY)')
      }
      expect(factTypes(disk, asked.id)).toEqual([
        'request.proposed',
        'request.extended',
        'request.reminded',
        'request.escalated',
      ])
      const last = new Life(disk)
      const { version, digest } = asked
      await act(last, reviewer, asked.id, { kind: 'decide', verdict: 'approve', version, digest })
      expect(last.host.approvals.store.get(asked.id)?.status).toBe('succeeded')
      expect([...disk.world.paid]).toEqual([[`${asked.id}.1.1`, 1]])
      disk.storage.sql.exec('DROP TABLE table_of_next_release')
    }))

  it('also when it was asked under the first release and only the new one came back', () =>
    onDisk(async (disk) => {
      const id = `c_${disk.id}_old00001`
      asOfFirstRelease(disk.storage, [
        {
          id,
          status: 'pending',
          input: payment,
          requestedAt: START,
          remindAt: START + 4 * HOUR,
          escalateAt: START + DAY,
          expiresAt: START + 89 * DAY,
        },
      ])
      disk.world.price = payment.amount
      // The first release's own alarm.
      disk.alarm = START + 4 * HOUR
      for (let day = 30; day < 89; day += 1) {
        const life = await dayPasses(disk, day)
        expect(life.host.approvals.store.get(id)?.status, `day ${day}`).toBe('pending')
      }
      await dayPasses(disk, 90)
      expect(factTypes(disk, id)).toEqual([
        'request.reminded',
        'request.escalated',
        'request.expired',
      ])
      expect(disk.world.payments).toBe(0)
    }))
})
