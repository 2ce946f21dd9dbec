import type { Policy } from '../../domain/policy.ts'
import type { Person } from '../../domain/roles.ts'
import { ApprovalHost, type HostDeps } from '../approvals/host.ts'
import { type Answer, DESK_HOST } from '../rpc.ts'
import { changePolicy } from '../tools/change-policy.ts'
import type { EffectTool } from '../tools/tool.ts'
import type { PolicyVersions } from './policy-versions.ts'

/** Nobody's model: an admin wrote it on the policy page. */
const BY_HAND = { id: 'by hand', promptVersion: '-' }

type Deps = Omit<HostDeps, 'id' | 'conversationId' | 'tool' | 'settled'> & {
  policies: PolicyVersions
}

/** Changes of the workspace itself: requests like any other, hosted by the desk. */
export class WorkspaceChanges {
  readonly host: ApprovalHost
  readonly #deps: Deps
  readonly #tool: EffectTool<unknown>

  constructor(deps: Deps) {
    this.#deps = deps
    const tool = changePolicy(deps.policies)
    // The arguments are parsed by the tool's own schema before it sees them.
    this.#tool = tool as unknown as EffectTool<unknown>
    this.host = new ApprovalHost({
      ...deps,
      id: DESK_HOST,
      conversationId: null,
      tool: (name) => (name === tool.name ? this.#tool : null),
      settled: async () => undefined,
    })
  }

  /** Asks for a new policy; the same document that waits already is the same request. */
  async propose(
    requester: Person,
    document: Policy,
    base: number,
  ): Promise<Answer<{ requestId: string }>> {
    const { policies, judge, context, now } = this.#deps
    const { approvals } = this.host
    const { version } = policies.current()
    if (version !== base) {
      const message = `The policy is at version ${version} by now.`
      return { ok: false, error: { code: 'stale', message, version, digest: '' } }
    }
    const input = { base, document }
    const target = this.#tool.target(input)
    const open = approvals.store.openFor(this.#tool.name, target)
    if (open) return { ok: true, value: { requestId: open.id } }
    const proposal = await this.#tool.describe(input, context(requester))
    if ('problem' in proposal) {
      return { ok: false, error: { code: 'invalid', field: 'document', message: proposal.problem } }
    }
    const requestId = approvals.newRequestId()
    const frozen = { ...(proposal.arguments as object) }
    const ruling = await judge({
      requestId,
      version: 1,
      requester,
      tool: this.#tool.name,
      input: frozen,
      now: now(),
    })
    await this.host.arm()
    // Sent twice at once: the first of them is the request.
    const first = approvals.store.openFor(this.#tool.name, target)
    if (first) return { ok: true, value: { requestId: first.id } }
    approvals.propose({
      requestId,
      kind: 'change',
      tool: this.#tool.name,
      toolCallId: null,
      target,
      askedIn: '',
      input: frozen,
      proposal,
      ruling,
      requester,
      model: BY_HAND,
    })
    if (ruling.outcome !== 'deny') return { ok: true, value: { requestId } }
    const { rule } = ruling
    return { ok: false, error: { code: 'not_allowed', message: rule.reason, rule } }
  }
}
