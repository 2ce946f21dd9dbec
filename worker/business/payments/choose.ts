import type { Env } from '../../env.ts'
import { ledgerPayments } from './ledger-payments.ts'
import type { PaymentProvider } from './provider.ts'
import { stripePayments } from './stripe-payments.ts'

type PaymentSettings = Pick<Env, 'DB' | 'STRIPE_API_KEY' | 'STRIPE_BASE_URL'>

/** An empty variable in a shell or a .env file means the same as none. */
const setting = (value: string | undefined): string | undefined => value?.trim() || undefined

/**
 * How this deployment pays: through Stripe where a key is set, else in its own ledger alone.
 * @param now milliseconds since the epoch, asked again for each attempt
 */
export function paymentsFor(env: PaymentSettings, now: () => number): PaymentProvider {
  const apiKey = setting(env.STRIPE_API_KEY)
  if (!apiKey) return ledgerPayments(env.DB)
  return stripePayments({
    apiKey,
    baseUrl: setting(env.STRIPE_BASE_URL) ?? 'https://api.stripe.com',
    // The global function insists on being called as such.
    fetch: (address, init) => fetch(address, init),
    db: env.DB,
    now,
  })
}
