/** The ways in which a model lets one down that no HTTP status tells of. */
export type ModelFailure =
  /** Nobody answers at the provider's address. */
  | 'unreachable'
  /** The connection broke in the middle of a reply. */
  | 'cut'
  /** The provider accepted the request and then said nothing for too long. */
  | 'silent'
  /** The reply ended without a word and without a call. */
  | 'empty'
  /** The provider stopped the reply because of its content. */
  | 'filtered'
  /** The reply, or what it needs, is longer than the model can hold. */
  | 'tooLong'

/** A model that did not do its part; what people are told is in `provider-problem.ts`. */
export class ModelProblem extends Error {
  override readonly name = 'ModelProblem'
  readonly failure: ModelFailure

  constructor(failure: ModelFailure, cause?: unknown) {
    super(`The model failed: ${failure}`, { cause })
    this.failure = failure
  }
}
