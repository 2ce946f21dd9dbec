/** Bindings and settings of the Worker. Settings come from the environment of the process or deployment. */
export interface Env {
  ASSETS: Fetcher
  DB: D1Database
  ChatAgent: DurableObjectNamespace
  ReviewDesk: DurableObjectNamespace
  LIMIT_SIGN_IN: RateLimit
  LIMIT_MESSAGES: RateLimit
  LIMIT_CONVERSATIONS: RateLimit
  LIMIT_DECISIONS: RateLimit
  /** `1` on local commands: demo accounts and demo data, loopback hosts only. */
  DEMO?: string
  SESSION_SECRET?: string
  AUDIT_KEY?: string
  OPENAI_API_KEY?: string
  OPENAI_BASE_URL?: string
  OPENAI_MODEL?: string
  OPENAI_API?: string
  /** Seconds that a model may be silent; 60 when absent. */
  OPENAI_TIMEOUT?: string
  /** What models cost, as JSON; see `models/prices.ts`. */
  OPENAI_PRICES?: string
  /** Workers AI: answers in a deployment without the settings above. Never bound locally. */
  AI?: Ai
  WORKERS_AI_MODEL?: string
  /** Pays through Stripe when set; else in the ledger alone. */
  STRIPE_API_KEY?: string
  /** Where Stripe answers, for a server of one's own that speaks its protocol. */
  STRIPE_BASE_URL?: string
  /** Cloudflare's `send_email` binding; e-mail leaves through it when `MAIL_FROM` is set too. */
  EMAIL?: SendEmail
  /** The address that e-mail comes from. */
  MAIL_FROM?: string
  WEBHOOK_URL?: string
  WEBHOOK_SECRET?: string
  /** Where people open this server; deep links in messages begin with it. */
  PUBLIC_URL?: string
}

/** One workspace for now; every name and row carries its id, so that a second one needs no migration. */
export const WORKSPACE = 'main'
