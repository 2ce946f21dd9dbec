import { describe, expect, it } from 'vitest'
import { tools, toolNamed } from '../tools/index.ts'
import { readInput, schemaForModels } from './tool-input.ts'

const read = (tool: string, given: unknown) => readInput(toolNamed(tool)!.input, given)

describe('what models are told of a tool', () => {
  it.each(tools.map((tool) => [tool.name, tool] as const))('%s', async (_name, { input }) => {
    const schema = await schemaForModels(input)
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    // Neither regular expressions, which grammars of local servers refuse, nor unions and references,
    // which small models get wrong.
    expect(JSON.stringify(schema)).not.toMatch(
      /"(?:pattern|anyOf|oneOf|allOf|\$ref|\$schema)"|9007199254740991/,
    )
    for (const [field, one] of Object.entries(schema.properties ?? {})) {
      expect(one, `${field} has no words that say what it is`).toMatchObject({
        description: expect.any(String),
      })
    }
  })
})

describe('what models say to a tool', () => {
  it('is taken as it stands', async () => {
    expect(await read('send_payment', { payee: 'Harbor Print', amount: 4000 })).toEqual({
      value: { payee: 'Harbor Print', amount: 4000 },
    })
  })

  it('may leave out with null or an empty text', async () => {
    expect(await read('send_payment', { payee: 'Harbor Print', amount: 4000, memo: null })).toEqual(
      { value: { payee: 'Harbor Print', amount: 4000 } },
    )
    expect(await read('send_payment', { payee: 'Harbor Print', amount: 1, memo: '' })).toEqual({
      value: { payee: 'Harbor Print', amount: 1 },
    })
    expect(await read('send_payment', { payee: null, amount: 1 })).toMatchObject({
      problem: expect.stringContaining('payee: '),
    })
  })

  it.each(['40.00', '4000', 40.5, -4000])('never has its units guessed: %s', async (amount) => {
    const answer = await read('send_payment', { payee: 'Harbor Print', amount })
    expect(answer).toMatchObject({
      problem: expect.stringMatching(
        /^This call was not understood, so nothing was done: amount: /,
      ),
    })
    expect(JSON.stringify(answer)).toContain('4000 means $40.00')
  })

  it('has no fields of its own making', async () => {
    const given = { payee: 'Harbor Print', amount: 4000, currency: 'EUR' }
    expect(await read('send_payment', given)).toEqual({
      problem:
        'This call was not understood, so nothing was done: it has no field currency; its fields are payee, amount, memo.',
    })
  })

  it.each([[{ unreadable: '{"payee":' }], ['text'], [null], [[1]]])(
    'is an object: %j',
    async (given) => {
      expect(await read('list_invoices', given)).toEqual({
        problem:
          'This call was not understood, so nothing was done: its arguments are not the JSON of an object.',
      })
    },
  )
})
