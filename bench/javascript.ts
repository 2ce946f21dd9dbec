import type { Page, Request } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { withBrowser } from './browser.ts'
import { atMost, type Question } from './question.ts'
import { withCountersign } from './servers.ts'
import { Session } from './session.ts'

/** JavaScript of a first visit until one can write, and what each other page adds to it. */
export const javascript: Question = {
  name: 'javascript',
  ask: () =>
    withCountersign('production', ({ url }) =>
      withBrowser(async (browser) => {
        const page = await browser.newPage({ baseURL: url })
        const scripts = scriptsOf(page)
        await page.goto('/')
        await page.getByRole('textbox', { name: 'Message' }).fill('Pay')
        const first = await Promise.all([...scripts].map(weight))
        const known = new Set(first.map(({ path }) => path))
        await page.close()

        const others = []
        for (const visit of await visits(url)) {
          const other = await browser.newPage({ baseURL: url })
          if (visit.as) await other.context().addCookies(visit.as.cookies)
          const more = scriptsOf(other)
          await other.goto(visit.path)
          await other
            .getByRole(...visit.shows)
            .first()
            .waitFor()
          await other.waitForLoadState('networkidle')
          const loaded = await Promise.all([...more].map(weight))
          const added = loaded.filter(({ path }) => !known.has(path))
          others.push({ what: `JavaScript that ${visit.name} adds`, measured: `${inKb(added)} kB` })
          await other.context().close()
        }
        return [atMost('JavaScript until one can write', inKb(first), 250, ' kB'), ...others]
      }),
    ),
}

type Visit = { name: string; path: string; as?: Session; shows: Parameters<Page['getByRole']> }

/** The other pages, each as somebody who has something to see there. */
async function visits(url: string): Promise<Visit[]> {
  const requester = await Session.signIn(url, 'member2')
  const reviewer = await Session.signIn(url, 'reviewer')
  const idOf = async (path: string) => {
    const [first] = (await requester.call<{ items: { id: string }[] }>(path)).items
    if (!first) throw new Error(`${path} is empty.`)
    return first.id
  }
  const conversation = await idOf('/api/conversations')
  const request = await idOf('/api/approvals')
  return [
    { name: '/c/:id', path: `/c/${conversation}`, as: requester, shows: ['group'] },
    { name: '/review', path: '/review', as: reviewer, shows: ['list', { name: 'Requests' }] },
    { name: '/review/:id', path: `/review/${request}`, as: reviewer, shows: ['group'] },
    { name: '/sign-in', path: '/sign-in', shows: ['button', { name: 'Member', exact: true }] },
  ]
}

type Script = { path: string; bytes: number }

const inKb = (scripts: Script[]): number =>
  Math.round(scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 100) / 10

/** Every script that the page has asked for so far; the set grows. */
function scriptsOf(page: Page): Set<Request> {
  const scripts = new Set<Request>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request)
  })
  return scripts
}

/** As a server with gzip sends it; the local one sends it plain. */
async function weight(script: Request): Promise<Script> {
  const response = await script.response()
  if (!response) throw new Error(`${script.url()} did not load.`)
  const bytes = gzipSync(await response.body()).byteLength
  return { path: new URL(script.url()).pathname, bytes }
}
