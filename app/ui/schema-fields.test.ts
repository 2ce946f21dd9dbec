import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldsOf } from './schema-fields.ts'

const kinds = (shape: z.core.$ZodLooseShape) =>
  Object.fromEntries(
    fieldsOf(z.toJSONSchema(z.strictObject(shape))).map(({ name, kind }) => [name, kind]),
  )

test('a field for each property that zod writes, by its type and format', () => {
  const shape = {
    payee: z.string(),
    note: z.string().max(2_000),
    amount: z.int().meta({ format: 'usd-cents' }),
    people: z.int(),
    weight: z.number(),
    day: z.iso.date(),
    at: z.iso.datetime({ offset: true }),
    mail: z.email(),
    size: z.enum(['small', 'large']),
    urgent: z.boolean(),
  }
  expect(kinds(shape)).toEqual({
    payee: 'text',
    note: 'long-text',
    amount: 'dollars',
    people: 'integer',
    weight: 'number',
    day: 'date',
    at: 'moment',
    mail: 'e-mail',
    size: 'choice',
    urgent: 'yes-no',
  })
})

test('what no control can show is left out', () => {
  expect(kinds({ tags: z.array(z.string()), place: z.object({}) })).toEqual({})
  expect(fieldsOf({})).toEqual([])
  expect(fieldsOf({ properties: 'nonsense' })).toEqual([])
})

test('title, description, bounds and what is optional come along', () => {
  const shape = {
    dueDate: z.string().optional(),
    amount: z.int().positive().max(500_00).meta({ title: 'Amount', description: 'All in.' }),
    people: z.int(),
  }
  expect(fieldsOf(z.toJSONSchema(z.strictObject(shape)))).toEqual([
    { name: 'dueDate', kind: 'text', label: 'Due date', required: false },
    {
      name: 'amount',
      kind: 'integer',
      label: 'Amount',
      hint: 'All in.',
      required: true,
      min: 1,
      max: 500_00,
    },
    // zod writes the safe integers as bounds; nobody wants to read those.
    { name: 'people', kind: 'integer', label: 'People', required: true },
  ])
})

test('choices have titles where the schema gives some', () => {
  const [size] = fieldsOf({
    properties: { size: { oneOf: [{ const: 's', title: 'Small' }, { const: 'l' }] } },
  })
  expect(size?.options).toEqual([
    { value: 's', label: 'Small' },
    { value: 'l', label: 'l' },
  ])
})

test('a pattern that cannot be read is left to the server', () => {
  const [code] = fieldsOf({ properties: { code: { type: 'string', pattern: '(' } } })
  expect(code).toEqual({ name: 'code', kind: 'text', label: 'Code', required: false })
})
