import { z } from 'zod'
import { createContext, useContext } from 'react'
import { me, type Me } from '../../domain/protocol.ts'
import { ApiError, get, send } from './api.ts'

const demo = z.object({
  enabled: z.boolean(),
  accounts: z.array(z.object({ account: z.string(), name: z.string() })).default([]),
  /** Who answers in the chat; `rulesOnly` marks the built-in assistant. */
  model: z.object({ label: z.string(), rulesOnly: z.boolean() }).optional(),
})
export type Demo = z.infer<typeof demo>

const NO_DEMO: Demo = { enabled: false, accounts: [] }

/** What this installation offers without an account; nothing where the demo is off. */
export const loadDemo = (): Promise<Demo> =>
  get('/api/demo', demo).catch((error: unknown) => {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) return NO_DEMO
    throw error
  })

/** The person of this session, or null when signed out. */
export const loadMe = (): Promise<Me | null> =>
  get('/api/me', me).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  })

/** A fresh session for a demo account. */
export const signInToDemo = (account: string): Promise<void> =>
  send('POST', '/api/demo/sign-in', { account })

export const signIn = (email: string, password: string): Promise<void> =>
  send('POST', '/api/sign-in', { email, password })

export const signOut = (): Promise<void> => send('POST', '/api/sign-out')

export const acceptInvitation = (token: string, name: string, password: string): Promise<void> =>
  send('POST', '/api/invitations/accept', { token, name, password })

/** Puts the demo data back as it was on first start. */
export const resetDemo = (): Promise<void> => send('POST', '/api/demo/reset')

export type Session = { me: Me; demo: Demo }
const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** Who is looking, and what the installation offers. Only below the signed-in shell. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs the signed-in shell above it.')
  return session
}
