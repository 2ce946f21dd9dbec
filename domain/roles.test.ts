import { expect, test } from 'vitest'
import { can, hasRole, role } from './roles.ts'

test('a manager is a reviewer too; nobody else is anything else', () => {
  for (const held of role.options)
    for (const wanted of role.options)
      expect(hasRole(held, wanted), `${held} as ${wanted}`).toBe(
        held === wanted || (held === 'manager' && wanted === 'reviewer'),
      )
})

test('the ledger is read by manager, auditor and admin; requests are reviewed by neither of the last', () => {
  expect(role.options.filter((held) => can(held, 'read-ledger'))).toEqual([
    'manager',
    'auditor',
    'admin',
  ])
  expect(role.options.filter((held) => can(held, 'review'))).toEqual(['reviewer', 'manager'])
})
