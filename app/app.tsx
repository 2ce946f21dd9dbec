import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { NewConversationPage } from './chat/new-conversation-page.tsx'
import { Shell } from './shell/shell.tsx'
import { SignedIn } from './shell/signed-in.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { NotFound } from './ui/not-found.tsx'
import { Waiting } from './ui/waiting.tsx'

const ConversationPage = lazy(() => import('./chat/conversation-page.tsx'))
const GrantsPage = lazy(() => import('./grants/grants-page.tsx'))
const InboxPage = lazy(() => import('./review/inbox-page.tsx'))
const OutboxPage = lazy(() => import('./outbox/outbox-page.tsx'))
const PolicyPage = lazy(() => import('./policy/policy-page.tsx'))
const RequestPage = lazy(() => import('./review/request-page.tsx'))
const SignInPage = lazy(() => import('./sign-in/sign-in-page.tsx'))
const WebhooksPage = lazy(() => import('./webhooks/webhooks-page.tsx'))

/** The pages by their addresses. All but the first are loaded when somebody goes there. */
export function App() {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/sign-in">
          <SignInPage />
        </Route>
        <Route>
          <SignedIn>
            <Shell>
              <Pages />
            </Shell>
          </SignedIn>
        </Route>
      </Switch>
    </Suspense>
  )
}

function Pages() {
  const [location] = useLocation()
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/">
            <NewConversationPage />
          </Route>
          <Route path="/c/:id">{({ id }) => <ConversationPage key={id} id={id} />}</Route>
          <Route path="/grants">
            <GrantsPage />
          </Route>
          <Route path="/review">
            <InboxPage />
          </Route>
          <Route path="/review/:requestId">
            {({ requestId }) => <RequestPage key={requestId} id={requestId} />}
          </Route>
          <Route path="/outbox">
            <OutboxPage />
          </Route>
          <Route path="/policy">
            <PolicyPage />
          </Route>
          <Route path="/webhooks">
            <WebhooksPage />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}
