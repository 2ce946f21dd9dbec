import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApprovalRequest } from '../domain/protocol.ts'
import { startServer } from '../scripts/server.mjs'
import type { LedgerEntry } from '../worker/business/ledger.ts'
import { median, type Question } from './question.ts'
import { withStateDir } from './servers.ts'
import { Session } from './session.ts'

const ROUNDS = 20
const PORT = 5313
const PATIENCE = 120_000

/** Killed right after an acknowledged Approve: the payment happens once all the same, unvisited. */
export const kill: Question = {
  name: 'kill',
  ask: () =>
    withStateDir(async (stateDir) => {
      const start = () => startServer({ port: PORT, stateDir })
      const approved: string[] = []
      const seconds: number[] = []
      let cut = 0
      let server = await start()
      for (let round = 0; round < ROUNDS; round += 1) {
        const request = await approve(server.url, `INV-${2001 + round}`)
        await server.kill9()
        approved.push(request)
        const wasPaid = isPaidOnDisk(stateDir, request)
        if (!wasPaid) cut += 1
        const since = performance.now()
        server = await start()
        const auditor = await Session.signIn(server.url, 'auditor')
        // Nothing but the books is read, so that no visitor wakes the conversation.
        while (paymentsOf(request, await ledger(auditor)) === 0) {
          if (performance.now() - since > PATIENCE) break
          await delay(100)
        }
        if (!wasPaid) seconds.push((performance.now() - since) / 1000)
      }
      const auditor = await Session.signIn(server.url, 'auditor')
      const entries = await ledger(auditor)
      await server.stop()
      const once = approved.filter((request) => paymentsOf(request, entries) === 1).length
      const strangers = entries.length - once
      return [
        {
          what: `kill -9 after the acknowledged Approve, ${ROUNDS} rounds`,
          measured: `${once} paid once, ${strangers} other payments`,
          bar: `${ROUNDS} paid once`,
          missed: once !== ROUNDS || strangers !== 0,
        },
        {
          // A quiet machine pays before the kill arrives; e2e/restart.spec.ts holds the effect to be sure.
          what: 'of these, killed before the payment had happened',
          measured: String(cut),
        },
        {
          what: 'these, from the start of the new server to the payment, unvisited',
          measured: seconds.length === 0 ? 'none' : inWords(seconds),
        },
      ]
    }),
}

const inWords = (seconds: number[]): string =>
  `${median(seconds).toFixed(1)} s, at most ${Math.max(...seconds).toFixed(1)} s`

/** Asks for a payment as the member and approves it; resolves the moment that is acknowledged. */
async function approve(url: string, invoice: string): Promise<string> {
  const member = await Session.signIn(url, 'member')
  const { id } = await member.call<{ id: string }>('/api/conversations', {})
  await member.call(`/api/conversations/${id}/messages`, { text: `Pay invoice ${invoice}` })
  const request = await pending(member, id)
  const { version, digest } = request
  const vote = { verdict: 'approve', version, digest }
  await member.call(`/api/approvals/${request.id}/decisions`, vote)
  return request.id
}

async function pending(member: Session, conversationId: string): Promise<ApprovalRequest> {
  const path = `/api/approvals?conversationId=${conversationId}&status=pending`
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await delay(50)) {
    const [request] = (await member.call<{ items: ApprovalRequest[] }>(path)).items
    if (request) return request
  }
  throw new Error('The assistant asked for nothing.')
}

/** Looks into the dead server's database file. */
function isPaidOnDisk(stateDir: string, requestId: string): boolean {
  return globSync(join(stateDir, '**', 'd1', '**', '*.sqlite')).some((file) => {
    const db = new DatabaseSync(file, { readOnly: true })
    try {
      const books = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'ledger_entry'`).get()
      if (!books) return false
      const paid = db
        .prepare('SELECT 1 FROM ledger_entry WHERE substr(key, 1, ?) = ?')
        .get(requestId.length + 1, `${requestId}.`)
      return paid !== undefined
    } finally {
      db.close()
    }
  })
}

const ledger = async (auditor: Session): Promise<LedgerEntry[]> =>
  (await auditor.call<{ entries: LedgerEntry[] }>('/api/ledger')).entries

/** An effect's key begins with its request. */
const paymentsOf = (requestId: string, entries: readonly LedgerEntry[]): number =>
  entries.filter(({ key }) => key.startsWith(`${requestId}.`)).length
