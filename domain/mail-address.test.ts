import { describe, expect, test } from 'vitest'
import { isInside, parseAddress } from './mail-address.ts'

describe('an address', () => {
  test.each([
    ['sam@example.com', 'sam@example.com'],
    [' Sam.O+lunch@Example.COM ', 'Sam.O+lunch@example.com'],
    ["o'neil@mail.example.co.uk", "o'neil@mail.example.co.uk"],
  ])('%j is one', (text, address) => expect(parseAddress(text)).toBe(address))

  test.each([
    '',
    'sam',
    '@example.com',
    'sam@',
    'sam@localhost',
    'sam@@example.com',
    'sam@example.com,max@example.com',
    'sam@example.com max@example.com',
    'sam@example.com;max@example.com',
    'Sam <sam@example.com>',
    'sam@example.com\r\nBcc: max@example.com',
    'sam\n@example.com',
    '"sam"@example.com',
    'sam@[127.0.0.1]',
    'sam@10.0.0.1',
    '.sam@example.com',
    'sam..o@example.com',
    'sam@-example.com',
    'sam@example..com',
    'sаm@example.com', // a Cyrillic а
    'sam\u202E@example.com',
    `${'x'.repeat(65)}@example.com`,
    `sam@${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}.${'w'.repeat(30)}.com`,
  ])('%j is none', (text) => expect(parseAddress(text)).toBeNull())
})

test.each([
  ['mia@fernway.example', true],
  ['mia@FERNWAY.example', true],
  ['mia@mail.fernway.example', false],
  ['mia@notfernway.example', false],
  ['mia@fernway.example.com', false],
  ['fernway.example@example.com', false],
  ['mia@fernway.example,sam@example.com', false],
])('%s is inside: %s', (address, inside) => expect(isInside(address)).toBe(inside))
