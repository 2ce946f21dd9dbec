import { useState } from 'react'
import { signIn } from '../lib/session.ts'
import { Field } from './field.tsx'
import { Form } from './form.tsx'

export function SignInForm({ onDone }: { onDone: () => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Form
      title="Sign in"
      lead="Accounts are by invitation; ask an admin for yours."
      submit="Sign in"
      action={() => signIn(email, password)}
      onDone={onDone}
    >
      <Field
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </Form>
  )
}
