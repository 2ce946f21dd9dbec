import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyOf, signedHeaders } from './signature.ts'

const keyFrom = (secret: string): Uint8Array => keyOf(secret) ?? new Uint8Array()

// The specification's own libraries test with these.
const known = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1_614_265_330_000,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

it('signs as the specification’s libraries do', () => {
  const { secret, id, at, body, signature } = known
  expect(signedHeaders(keyFrom(secret), id, at + 999, body)).toEqual({
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': signature,
  })
})

it('takes any other secret as it is written, and text beyond ASCII', () => {
  const secret = 'schlüssel, not base64'
  const body = '{"title":"Café für 4 · 東京"}'
  const { 'webhook-signature': signature } = signedHeaders(keyFrom(secret), 'm1', 5_000, body)
  const expected = createHmac('sha256', secret).update(`m1.5.${body}`).digest('base64')
  expect(signature).toBe(`v1,${expected}`)
})

it.each(['whsec_', 'whsec_not base64', 'whsec_a', 'whsec_====', 'whsec_ab=c'])(
  'finds no key in %s',
  (secret) => expect(keyOf(secret)).toBeNull(),
)
