/** An answer of Stripe, before it becomes HTTP. */
export type StripeAnswer = { status: number; body: object; headers?: Record<string, string> }

/** Errors in the shapes of https://docs.stripe.com/api/errors. */
export const refused = (
  status: number,
  code: string | undefined,
  message: string,
  param?: string,
): StripeAnswer => ({
  status,
  body: {
    error: {
      ...(code && {
        code,
        doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
      }),
      message,
      ...(param && { param }),
      type: 'invalid_request_error',
    },
  },
})

export const serverError = (): StripeAnswer => ({
  status: 500,
  body: { error: { message: 'An unknown error occurred.', type: 'api_error' } },
})

/** The request with this key has not been answered yet. */
export const inUse = (key: string): StripeAnswer => ({
  status: 409,
  body: {
    error: {
      code: 'idempotency_key_in_use',
      message: `Another request with the idempotency key ${key} is in progress.`,
      type: 'idempotency_error',
    },
  },
})

export const otherParameters = (key: string): StripeAnswer => ({
  status: 400,
  body: {
    error: {
      message: `The idempotency key ${key} was first used with other parameters.`,
      type: 'idempotency_error',
    },
  },
})
