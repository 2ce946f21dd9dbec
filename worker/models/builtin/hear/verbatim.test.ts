import { expect, test } from 'vitest'
import { hear } from './hear.ts'
import { verbatim } from './verbatim.ts'

test('a part of what was said is given in the person’s own letters', () => {
  const said = 'E-mail sam@example.com: pls answer this e-mail about order 2001 – “today”!'
  expect(verbatim(said, 'please answer this email about ORD-2001 - "today"!')).toBe(
    'pls answer this e-mail about order 2001 – “today”!',
  )
  expect(verbatim(said, 'nothing of the kind')).toBe('nothing of the kind')
})

test('an e-mail says what was written, not what it was read as', () => {
  const [mail] = hear('E-mail sam@example.com: Your e-mail about order  2001 came — thanks!').mails
  expect(mail?.body).toBe('Your e-mail about order  2001 came — thanks!')
  const [other] = hear('Email sam@example.com subject “E-mail” saying the e-mail is lost').mails
  expect(other).toMatchObject({ subject: 'E-mail', body: 'the e-mail is lost' })
})
