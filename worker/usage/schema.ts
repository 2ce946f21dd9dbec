import { applySteps } from '../schema-steps.ts'

/**
 * One row a reply, summed over the model calls that it took. `nanos` is what it cost in billionths of a
 * dollar at the prices of that moment, or null where the model's price was not known.
 */
const steps = [
  `CREATE TABLE reply_usage (
    reply TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    at INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    nanos INTEGER,
    PRIMARY KEY (reply, model, prompt_version)
  ) STRICT`,
]

export const applyUsageSchema = (storage: DurableObjectStorage): void =>
  applySteps(storage, 'usage_step', steps)
