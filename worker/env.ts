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
  /** Pays through Stripe when set; else in the ledger alone. */
  STRIPE_API_KEY?: string
  /** Where Stripe answers, for a server of one's own that speaks its protocol. */
  STRIPE_BASE_URL?: string
  WEBHOOK_URL?: string
  WEBHOOK_SECRET?: string
}

/** One workspace for now; every name and row carries its id, so that a second one needs no migration. */
export const WORKSPACE = 'main'
