import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { pricesFor } from '../models/prices.ts'
import { UsageLedger, type ModelCall } from './ledger.ts'

let number = 0

/** A ledger of its own, in an object of its own. */
function onLedger(use: (ledger: UsageLedger) => void, OPENAI_PRICES = ''): Promise<void> {
  const object = env.ChatAgent.getByName(`usage${(number += 1)}aaaaaaaa`)
  return runInDurableObject(object, (_instance, state) =>
    use(new UsageLedger(state.storage, () => pricesFor({ OPENAI_PRICES }))),
  )
}

const call = (
  reply: string,
  model: string,
  [input, cached, output, reasoning]: [number, number, number, number],
): ModelCall => ({
  reply,
  model,
  promptVersion: '4',
  at: number,
  usage: {
    inputTokens: input,
    inputTokenDetails: {
      noCacheTokens: input - cached,
      cacheReadTokens: cached,
      cacheWriteTokens: 0,
    },
    outputTokens: output,
    outputTokenDetails: { textTokens: output - reasoning, reasoningTokens: reasoning },
    totalTokens: input + output,
  },
})

it('sums the calls of a reply and the replies of a conversation', () =>
  onLedger((ledger) => {
    expect(ledger.total()).toMatchObject({ replies: 0, cost: { amount: 0 }, byModel: [] })
    ledger.add(call('one', 'gpt-5.4-mini', [1_000_000, 0, 0, 0]))
    ledger.add(call('one', 'gpt-5.4-mini', [1_000_000, 1_000_000, 1_000_000, 400_000]))
    ledger.add(call('two', 'gpt-5.4-mini', [0, 0, 1, 0]))
    // 75 cents + 7.5 cents + 450 cents + 0.00045 cents.
    const sum = {
      replies: 2,
      inputTokens: 2_000_000,
      cachedTokens: 1_000_000,
      outputTokens: 1_000_001,
      reasoningTokens: 400_000,
      cost: { amount: 532.50045, currency: 'USD' },
    }
    expect(ledger.total()).toMatchObject(sum)
    expect(ledger.total().byModel).toEqual([{ model: 'gpt-5.4-mini', promptVersion: '4', ...sum }])
    ledger.forget()
    expect(ledger.total()).toMatchObject({ replies: 0, byModel: [] })
  }))

it('has no cost where a price is not known, and says of which model', () =>
  onLedger((ledger) => {
    ledger.add(call('one', 'gpt-5.4', [1_000_000, 0, 0, 0]))
    ledger.add(call('two', 'qwen3', [10, 0, 5, 0]))
    expect(ledger.total()).toMatchObject({ replies: 2, inputTokens: 1_000_010, cost: null })
    expect(ledger.total().byModel).toMatchObject([
      { model: 'gpt-5.4', cost: { amount: 250 } },
      { model: 'qwen3', cost: null },
    ])
  }))

it('takes numbers that a provider does not tell as none', () =>
  onLedger((ledger) => {
    const silent = call('one', 'gpt-5.4', [0, 0, 0, 0])
    const inputTokenDetails = {
      noCacheTokens: undefined,
      cacheReadTokens: undefined,
      cacheWriteTokens: undefined,
    }
    const usage = { ...silent.usage, inputTokens: undefined, inputTokenDetails, outputTokens: 3 }
    ledger.add({ ...silent, usage })
    expect(ledger.total()).toMatchObject({ replies: 1, inputTokens: 0, outputTokens: 3 })
  }))
