import { useState } from 'react'
import { acceptInvitation } from '../lib/session.ts'
import { Field } from './field.tsx'
import { Form } from './form.tsx'

type Props = { token: string; onDone: () => void }

export function AcceptInvitation({ token, onDone }: Props) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Form
      title="Welcome"
      lead="You were invited. Choose the name that others will see, and a password."
      submit="Create account"
      action={() => acceptInvitation(token, name, password)}
      onDone={onDone}
    >
      <Field
        label="Name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label="Password"
        hint="At least 12 characters."
        type="password"
        autoComplete="new-password"
        minLength={12}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </Form>
  )
}
