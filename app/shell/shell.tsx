import { KumoPortalProvider } from '@cloudflare/kumo/utils'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { can } from '../../domain/roles.ts'
import { refreshConversations } from '../lib/conversations.ts'
import { loadRequests } from '../lib/requests.ts'
import { useSession } from '../lib/session.ts'
import { ConversationList } from './conversation-list.tsx'
import { DemoBar } from './demo-bar.tsx'
import { Header } from './header.tsx'

const FirstRunGuide = lazy(() => import('../first-run/first-run-guide.tsx'))
const DeskSocket = lazy(() => import('../approvals/desk-socket.tsx'))

/** The frame around every page: who you are, your conversations, what waits for you. */
export function Shell({ children }: { children: ReactNode }) {
  const { me, demo } = useSession()
  const [location] = useLocation()
  const [drawer, setDrawer] = useState(false)
  // Menus open inside the page's banner: everything that is read belongs to a landmark.
  const [overlay, setOverlay] = useState<HTMLElement | null>(null)
  const reviews = can(me.role, 'review')

  useEffect(() => {
    void refreshConversations().catch(() => undefined)
    if (reviews) void loadRequests({ status: 'pending' }).catch(() => undefined)
  }, [reviews])
  useEffect(() => setDrawer(false), [location])

  return (
    <KumoPortalProvider container={overlay}>
      <div className="shell">
        <a href="#content" className="skip-link">
          Skip to content
        </a>
        <header className="shell-top">
          {demo.enabled && <DemoBar demo={demo} />}
          <Header drawer={drawer} onDrawer={setDrawer} />
          {demo.enabled && (
            <Suspense>
              <FirstRunGuide demo={demo} />
            </Suspense>
          )}
          <div ref={setOverlay} />
        </header>
        <div
          id="conversations"
          className="shell-side"
          data-open={drawer}
          onKeyDown={(event) => event.key === 'Escape' && setDrawer(false)}
        >
          <ConversationList />
        </div>
        {drawer && (
          <div className="shell-veil" aria-hidden="true" onClick={() => setDrawer(false)} />
        )}
        <div id="content" className="shell-main" tabIndex={-1}>
          {children}
        </div>
        {reviews && (
          <Suspense>
            <DeskSocket />
          </Suspense>
        )}
      </div>
    </KumoPortalProvider>
  )
}
