import { Button } from '@cloudflare/kumo/components/button'
import { SidebarSimpleIcon } from '@phosphor-icons/react/dist/csr/SidebarSimple'
import { useCallback } from 'react'
import { Link, useLocation } from 'wouter'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { can } from '../../domain/roles.ts'
import { waitsFor } from '../../domain/waiting.ts'
import { useRequests } from '../lib/requests.ts'
import { useSession } from '../lib/session.ts'
import { AccountMenu } from './account-menu.tsx'

type Props = { drawer: boolean; onDrawer: (open: boolean) => void }

export function Header({ drawer, onDrawer }: Props) {
  const { me } = useSession()
  return (
    <div className="header">
      <Button
        className="lg:hidden"
        variant="ghost"
        shape="square"
        icon={SidebarSimpleIcon}
        aria-label="Conversations"
        aria-expanded={drawer}
        aria-controls="conversations"
        onClick={() => onDrawer(!drawer)}
      />
      <Link href="/" className="brand">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        <span className="max-[26rem]:sr-only">Countersign</span>
      </Link>
      <nav aria-label="Main" className="ms-auto flex">
        {can(me.role, 'review') && <ReviewLink />}
        <PolicyLink />
      </nav>
      <AccountMenu />
    </div>
  )
}

/** Leads to the inbox and says how many requests wait for this person's own answer. */
function ReviewLink() {
  const { me } = useSession()
  const [location] = useLocation()
  const mine = useRequests(useCallback((request: ApprovalRequest) => waitsFor(request, me), [me]))
  const waiting = mine.filter(({ requester }) => requester.id !== me.id).length
  return (
    <Link
      href="/review"
      className="nav-link"
      aria-current={location.startsWith('/review') ? 'page' : undefined}
    >
      Review
      {waiting > 0 && (
        <span className="badge">
          {waiting}
          <span className="sr-only"> waiting for you</span>
        </span>
      )}
    </Link>
  )
}

/** What the assistant may do, for everybody to read. */
function PolicyLink() {
  const [location] = useLocation()
  return (
    <Link
      href="/policy"
      className="nav-link"
      aria-current={location === '/policy' ? 'page' : undefined}
    >
      Policy
    </Link>
  )
}
