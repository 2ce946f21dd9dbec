import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { exportBookings } from '../business/bookings/export.ts'
import { seedBusiness } from '../business/seed.ts'
import { NOON, somebody } from '../testing/business.ts'
import { actor, call } from './testing.ts'

const path = '/api/exports/EXP-1'

beforeEach(async () => {
  await actor('member')
  await seedBusiness(env.DB, NOON)
  await exportBookings(env.DB, { key: 'k', filter: {}, by: somebody('member'), at: NOON })
})

it('gives the file to who asked for it, as a file', async () => {
  const answer = await (await actor('member')).get(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="bookings-EXP-1.csv"',
  )
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect((await answer.text()).split('\r\n')).toHaveLength(1 + 7 + 1)
})

it('is not there for anybody else, whatever their role', async () => {
  for (const account of ['member2', 'reviewer', 'manager', 'auditor', 'admin']) {
    expect((await (await actor(account)).get(path)).status).toBe(404)
  }
  expect((await call('GET', path)).status).toBe(401)
})

it.each(['EXP-2', 'exp-1', '1', 'EXP-1%0d%0a', '..%2f'])('there is no file %s', async (id) => {
  expect((await (await actor('member')).get(`/api/exports/${id}`)).status).toBe(404)
})
