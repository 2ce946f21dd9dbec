import type { ApprovalRequest } from '../../domain/protocol.ts'
import { Facts } from './facts.tsx'

/** For those who want to check: what exactly was frozen, under which digest and key. */
export function Details({ request }: { request: ApprovalRequest }) {
  const rows: [string, string][] = [
    ['Request', request.id],
    ['Version', String(request.version)],
    ['Digest', request.digest],
    ['Tool', request.tool],
    ['Rule', `${request.rule.id}, policy version ${request.rule.policyVersion}`],
    ['Proposed by', request.model.id],
    ...(request.effect
      ? [
          ['Key', request.effect.key] satisfies [string, string],
          ['Attempts', String(request.effect.attempts)] satisfies [string, string],
        ]
      : []),
  ]
  return (
    <details className="card-details">
      <summary>Details</summary>
      {request.status !== 'pending' && <Facts facts={request.summary} />}
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <Arguments label="Arguments" input={request.input} />
        {request.requested && (
          <Arguments label="Arguments of version 1" input={request.requested} />
        )}
      </dl>
    </details>
  )
}

const Arguments = ({ label, input }: { label: string; input: ApprovalRequest['input'] }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <pre>{JSON.stringify(input, null, 2)}</pre>
    </dd>
  </div>
)
