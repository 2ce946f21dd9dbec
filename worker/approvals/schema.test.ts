import { expect, it } from 'vitest'
import { somebody } from '../testing/business.ts'
import { asOfFirstRelease } from './testing/first-schema.ts'
import { Life } from './testing/life.ts'
import { DAY, HOUR, onDisk, START } from './testing/stage.ts'

const times = {
  requestedAt: START,
  remindAt: START + 4 * HOUR,
  escalateAt: START + DAY,
  expiresAt: START + 7 * DAY,
}
const input = { payee: 'Harbor Print', amount: 40_00 }
const never = { remindAt: null, escalateAt: null, expiresAt: null }

it('what the first release left waiting still reminds, escalates and can be approved', () =>
  onDisk(async (disk) => {
    const id = `c_${disk.id}_waiting1`
    asOfFirstRelease(disk.storage, [{ id, status: 'pending', input, ...times }])
    disk.world.price = input.amount
    const life = new Life(disk)
    await life.until(() => life.host.wake())
    expect(disk.alarm).toBe(START + 4 * HOUR)
    await life.ring()
    const reminded = life.host.approvals.store.get(id)
    expect(reminded).toMatchObject({
      status: 'pending',
      timers: { remindedAt: START + 4 * HOUR, escalateTo: 'manager', onExpiry: 'deny' },
    })
    const { version, digest } = reminded!
    const vote = { kind: 'decide', verdict: 'approve', version, digest } as const
    await life.until(() => life.host.act(somebody('hugo', 'reviewer'), id, vote))
    expect(life.host.approvals.store.get(id)?.status).toBe('succeeded')
    expect([...disk.world.paid]).toEqual([[`${id}.1.1`, 1]])
  }))

it('what the first release had approved is carried out, once, by the start alone', () =>
  onDisk(async (disk) => {
    const id = `c_${disk.id}_approved1`
    asOfFirstRelease(disk.storage, [
      { id, status: 'approved', input, requestedAt: START, ...never },
    ])
    disk.world.price = input.amount
    const life = new Life(disk)
    await life.until(() => life.host.wake())
    expect(life.host.approvals.store.get(id)?.status).toBe('succeeded')
    const again = new Life(disk)
    await again.until(() => again.host.wake())
    expect([...disk.world.paid]).toEqual([[`${id}.1.1`, 1]])
  }))

it('votes, facts and attempts cannot be changed or taken away', () =>
  onDisk(async (disk) => {
    const life = new Life(disk)
    const request = await life.propose(somebody('hana'), input)
    const { id, version, digest } = request
    const vote = { kind: 'decide', verdict: 'approve', version, digest } as const
    await life.until(() => life.host.act(somebody('hugo', 'reviewer'), id, vote))
    const { sql } = disk.storage
    for (const [table, column] of [
      ['vote', 'verdict'],
      ['fact', 'type'],
    ]) {
      expect(() => sql.exec(`UPDATE ${table} SET ${column} = 'deny'`)).toThrow(/facts/)
      expect(() => sql.exec(`DELETE FROM ${table}`)).toThrow(/facts/)
    }
    expect(() => sql.exec('DELETE FROM effect')).toThrow(/attempts are facts/)
  }))
