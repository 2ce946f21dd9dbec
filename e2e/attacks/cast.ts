import type { APIRequestContext } from '@playwright/test'
import { Workshop } from '../workshop.ts'
import { Books } from './books.ts'
import { Session } from './session.ts'

/** The people that every attack meets, signed up once, and what an auditor sees. */
export type Cast = {
  url: string
  workshop: Workshop
  books: Books
  /** A member who has nothing to do with any of it. */
  stranger: Session
  reviewer: Session
  secondReviewer: Session
  manager: Session
  auditor: Session
  admin: Session
}

/** Signs them up on this server. `api` is the workshop's own. */
export async function gather(url: string, api: APIRequestContext): Promise<Cast> {
  const auditor = await Session.signUp(url, 'auditor')
  return {
    url,
    workshop: await Workshop.open(api),
    books: new Books(auditor),
    auditor,
    stranger: await Session.signUp(url, 'member'),
    reviewer: await Session.signUp(url, 'reviewer'),
    secondReviewer: await Session.signUp(url, 'reviewer'),
    manager: await Session.signUp(url, 'manager'),
    admin: await Session.signUp(url, 'admin'),
  }
}
