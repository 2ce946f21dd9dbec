import { type Policy, policyDocument } from '../../domain/policy.ts'
import type { Person } from '../../domain/roles.ts'
import { requestOfKey } from './business-outbox.ts'
import type { Chain } from './chain.ts'

/** Every policy that was ever in force; the newest is. A request keeps the version that ruled on it. */
export class PolicyVersions {
  readonly #storage: DurableObjectStorage
  readonly #chain: Chain
  #newest: Policy | null = null

  constructor(storage: DurableObjectStorage, chain: Chain) {
    this.#storage = storage
    this.#chain = chain
  }

  /** The policy in force. */
  current(): Policy {
    this.#newest ??= this.#read('1 ORDER BY version DESC LIMIT 1')
    if (!this.#newest) throw new Error('The workspace has no policy.')
    return this.#newest
  }

  /** An older policy, or null when there is no such version. */
  at(version: number): Policy | null {
    return this.#read('version = ?', version)
  }

  /** The version that this key put in force, or null when it put none. */
  madeBy(key: string): Policy | null {
    return this.#read('key = ?', key)
  }

  /**
   * Puts a document in force as the next version, with its fact; the version that it carries says
   * nothing. Safe to repeat: the same key (`request.version.line`) gives the version that it once made.
   */
  put(key: string, document: Policy, by: Person, at: number): Policy {
    return this.#storage.transactionSync(() => {
      const made = this.madeBy(key)
      if (made) return made
      const policy = policyDocument.parse({ ...document, version: this.current().version + 1 })
      this.#storage.sql.exec(
        'INSERT INTO policy_version (version, key, document, by, at) VALUES (?, ?, ?, ?, ?)',
        policy.version,
        key,
        JSON.stringify(policy),
        JSON.stringify(by),
        at,
      )
      this.#chain.note('policy.changed', requestOfKey(key), { key, by, document: policy }, at)
      this.#newest = policy
      return policy
    })
  }

  /** The stored versions are others than a moment ago. */
  forget(): void {
    this.#newest = null
  }

  #read(where: string, ...values: SqlStorageValue[]): Policy | null {
    const [row] = this.#storage.sql
      .exec(`SELECT document FROM policy_version WHERE ${where}`, ...values)
      .toArray()
    return row ? policyDocument.parse(JSON.parse(String(row.document))) : null
  }
}
