import { afterEach, describe, expect, it } from 'vitest'
import type { Fault, StripeOptions } from '../../../e2e/stripe-api.ts'
import { startStripeServer, type StripeServer } from '../../../e2e/stripe-server.ts'
import { createTransfer, listTransfers, type Stripe } from './stripe-client.ts'

const servers: StripeServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function connect(options: StripeOptions = {}, change: Partial<Stripe> = {}) {
  const server = await startStripeServer(options)
  servers.push(server)
  const stripe: Stripe = { apiKey: 'sk_test_local', baseUrl: server.url, fetch, ...change }
  return { ...server, stripe }
}

const order = { key: 'c_a_1.1.1', amount: 120_00, account: 'acct_1', description: 'Invoice INV-1' }
const never = new Promise<never>(() => undefined)

describe('over real HTTP', () => {
  it('makes a transfer once, and finds it by its mark', async () => {
    const { stripe, api } = await connect()
    expect(await listTransfers(stripe, order.key)).toEqual([])
    const made = await createTransfer(stripe, order)
    expect(made).toMatchObject({ answer: 'made', transfer: { amount: 120_00 } })
    expect(await createTransfer(stripe, order)).toEqual(made)
    expect(await listTransfers(stripe, order.key)).toMatchObject([
      { id: api.transfers.made[0]?.id },
    ])
    expect(api.transfers.made).toHaveLength(1)
  })

  const doubtful: [Fault, number][] = [
    ['unreachable', 0],
    ['unavailable', 0],
    ['failed before', 0],
    ['in use', 0],
    ['lost', 1],
    ['cut', 1],
    ['garbled', 1],
    ['failed after', 1],
    [{ answers: 'late', until: never }, 1],
  ]
  it.each(doubtful)('says that nobody knows when it is %j', async (fault, made) => {
    const { stripe, api } = await connect({}, { timeoutMs: 200 })
    api.misbehave([fault])
    const error = await createTransfer(stripe, order).catch((reason: unknown) => reason)
    expect(String(error)).toMatch(/^Error: Stripe (answered|gave|could)/)
    expect(String(error)).not.toContain('sk_test')
    expect(api.transfers.made).toHaveLength(made)
    expect(await listTransfers(stripe, order.key)).toHaveLength(made)
  })

  it('says that nobody knows when nothing listens', async () => {
    const { stripe, close } = await connect()
    await close()
    await expect(createTransfer(stripe, order)).rejects.toThrow('could not be heard')
    await expect(listTransfers(stripe, order.key)).rejects.toThrow('could not be heard')
  })

  it('tells a busy Stripe from one that refuses', async () => {
    const { stripe, api } = await connect({ balance: 1 })
    api.misbehave(['limited', 'locked', 'revoked'])
    expect(await createTransfer(stripe, order)).toEqual({ answer: 'busy', after: 2_000 })
    expect(await createTransfer(stripe, order)).toEqual({ answer: 'busy' })
    expect(await createTransfer(stripe, order)).toEqual({ answer: 'not_admitted' })
    expect(await createTransfer(stripe, order)).toEqual({
      answer: 'refused',
      code: 'balance_insufficient',
    })
    expect(await createTransfer(stripe, { ...order, amount: 1 })).toEqual({
      answer: 'key_conflict',
    })
    expect(api.transfers.made).toEqual([])
  })

  it.each([
    [500, 'invalid_request_error'],
    [502, 'card_error'],
    [409, 'invalid_request_error'],
    [424, 'api_error'],
    [302, 'invalid_request_error'],
    [200, 'invalid_request_error'],
  ])('does not take %i for a refusal, whatever it says', async (status, type) => {
    const { stripe } = await connect(
      {},
      {
        fetch: async () => Response.json({ error: { type, message: 'No.' } }, { status }),
      },
    )
    await expect(createTransfer(stripe, order)).rejects.toThrow(/^Stripe answered/)
  })

  it('does not take the key to another address', async () => {
    const elsewhere = await connect()
    const moved: Stripe['fetch'] = async (address, init) => {
      expect(init.redirect).toBe('manual')
      return Response.redirect(address.replace(/^http:..[^/]+/, elsewhere.url), 307)
    }
    await expect(createTransfer({ ...elsewhere.stripe, fetch: moved }, order)).rejects.toThrow(
      '307',
    )
    expect(elsewhere.api.requests).toEqual([])
  })
})

describe('the server of these tests', () => {
  it('gives the first answer for a day, whatever it was, and then pays anew', async () => {
    let now = Date.UTC(2026, 10, 22)
    const { stripe, api } = await connect({ now: () => now })
    api.misbehave(['failed after'])
    await expect(createTransfer(stripe, order)).rejects.toThrow('500')
    now += 24 * 3_600_000 - 1
    await expect(createTransfer(stripe, order)).rejects.toThrow('500')
    expect(api.transfers.made).toHaveLength(1)
    now += 1
    expect(await createTransfer(stripe, order)).toMatchObject({ answer: 'made' })
    expect(api.transfers.made).toHaveLength(2)
  })

  it('takes one request with a key at a time', async () => {
    const { stripe, api } = await connect()
    const done = Promise.withResolvers<void>()
    api.misbehave([{ answers: 'slowly', until: done.promise }])
    const first = createTransfer(stripe, order)
    await expect.poll(() => api.requests.length).toBe(1)
    await expect(createTransfer(stripe, order)).rejects.toThrow('409')
    done.resolve()
    expect(await first).toMatchObject({ answer: 'made' })
  })
})
