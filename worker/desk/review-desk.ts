import { Agent, type Connection, type ConnectionContext } from 'agents'
import { maySee, type Status } from '../../domain/approval.ts'
import { defaultPolicy, evaluate, type Policy, type Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest, ServerFrame } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Env } from '../env.ts'
import type { Delivery, DeskForHosts, Judgement } from './stub.ts'
import { closeSockets, identify, type Identified } from '../auth/connection.ts'
import type { Desk, Page, RequestFilter } from '../rpc.ts'
import { RequestIndex } from './request-index.ts'
import { forget, migrate } from './schema.ts'
import { Spend } from './spend.ts'

/**
 * One a workspace: what waits and for whom, the policy in force, what people have spent, and every
 * fact that hosts have handed over. It decides nothing about a request; the host does.
 */
export class ReviewDesk extends Agent<Env> implements Desk, DeskForHosts {
  readonly #index: RequestIndex
  readonly #spend: Spend

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    migrate(ctx.storage)
    this.#index = new RequestIndex(ctx.storage.sql)
    this.#spend = new Spend(ctx.storage.sql)
    // Nothing is said to the desk over its socket: people decide over HTTP, hosts call by RPC.
    this.onMessage = async (connection) => {
      this.#send(connection, {
        type: 'countersign_refused',
        code: 'not_allowed',
        message: 'This connection only listens; decisions are made on the request itself.',
      })
    }
  }

  /** Clients never write the desk's state (`cf_agent_state` frames would otherwise). */
  override validateStateChange(): void {
    throw new Error('State is written by the server only.')
  }

  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    identify(connection, context.request)
  }

  protected policy(): Policy {
    return defaultPolicy
  }

  /**
   * What policy says of a call, and in the same step the reservation of what it would spend. The
   * amount that rules look at is this one plus all else of the requester's last 24 hours.
   */
  async judge(call: Judgement): Promise<Ruling> {
    const rolling = this.#spend.rolling(call.requester.id, call.now)
    const ruling = evaluate(this.policy(), {
      tool: call.tool,
      facts: {
        ...call.input,
        ...(call.amount !== undefined && { rollingAmount: rolling + call.amount }),
      },
    })
    if (ruling.outcome !== 'deny' && call.amount !== undefined) {
      this.#spend.lease(call.requestId, call.requester.id, call.amount, call.now)
    }
    return ruling
  }

  /** Takes a host's facts, each once; answers how far it has come, so that the host can forget them. */
  async receive({ source, facts, requests }: Delivery): Promise<number> {
    const last = facts.at(-1)
    if (!last) return 0
    this.ctx.storage.transactionSync(() => {
      for (const fact of facts) {
        this.ctx.storage.sql.exec(
          `INSERT INTO received_fact (source, seq, at, type, request_id, body) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (source, seq) DO NOTHING`,
          source,
          fact.seq,
          fact.at,
          fact.type,
          fact.requestId,
          JSON.stringify(fact.body),
        )
      }
      for (const request of requests) {
        this.#index.put(source, last.seq, request)
        this.#spend.follow(request.id, request.status satisfies Status, last.at)
      }
    })
    for (const connection of this.getConnections<Identified>()) {
      const viewer = connection.state?.person
      for (const request of requests) {
        if (viewer && maySee(viewer, request))
          this.#send(connection, { type: 'countersign_request', request })
      }
    }
    return last.seq
  }

  async list(viewer: Person, filter: RequestFilter): Promise<Page<ApprovalRequest>> {
    return this.#index.list(viewer, filter)
  }

  async disconnect(who: { personId: string; sessionId?: string }): Promise<void> {
    closeSockets(this.getConnections<Identified>(), who)
  }

  async wipe(): Promise<void> {
    forget(this.ctx.storage)
  }

  #send(connection: Connection, frame: ServerFrame): void {
    connection.send(JSON.stringify(frame))
  }
}
