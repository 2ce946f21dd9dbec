import type { WebhooksPage } from '../../domain/webhook.ts'
import { exactTime, timeFromNow } from '../lib/time.ts'

/** Where messages go and how that has been of late, or how to connect a system. */
export function Endpoint({ page, now }: { page: WebhooksPage; now: number }) {
  const { endpoint, counts, lastDeliveredAt } = page
  switch (endpoint.state) {
    case 'off':
      return (
        <section className="webhook-endpoint" aria-label="Endpoint">
          <p>
            No endpoint is connected. Start the server with <code>WEBHOOK_URL</code> and{' '}
            <code>WEBHOOK_SECRET</code> set, and each request, reminder, escalation and outcome is
            sent there, signed, with a link to its card.
          </p>
          <pre className="webhook-example">
            <code>{`WEBHOOK_URL=https://example.com/hook\nWEBHOOK_SECRET="whsec_$(openssl rand -base64 32)"`}</code>
          </pre>
        </section>
      )
    case 'faulty':
      return (
        <section className="webhook-endpoint" aria-label="Endpoint">
          <p className="webhook-problem">{endpoint.problem} Until that is right nothing is sent.</p>
        </section>
      )
    case 'connected':
      return (
        <section className="webhook-endpoint" aria-label="Endpoint">
          <dl className="webhook-facts">
            <div>
              <dt>Endpoint</dt>
              <dd>{endpoint.host}</dd>
            </div>
            <div>
              <dt>Last delivered</dt>
              <dd>
                {lastDeliveredAt ? (
                  <time dateTime={lastDeliveredAt} title={exactTime(lastDeliveredAt)}>
                    {timeFromNow(Date.parse(lastDeliveredAt), now)}
                  </time>
                ) : (
                  'Nothing in the last 7 days'
                )}
              </dd>
            </div>
            <div>
              <dt>Waiting</dt>
              <dd>{counts.waiting}</dd>
            </div>
            <div>
              <dt>Given up</dt>
              <dd>{counts.dead}</dd>
            </div>
          </dl>
        </section>
      )
  }
}
