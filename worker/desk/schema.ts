import { applySteps, type SchemaStep } from '../schema-steps.ts'
import { ruleOnNewTools } from './policy-moves.ts'
import { indexAudiences, moveReceivedFacts, seedPolicy } from './moves.ts'

/** Tables of the ReviewDesk, forward-only. What is a fact stays one: triggers keep it. */
export const steps: readonly SchemaStep[] = [
  `
  CREATE TABLE request_index (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    requester_id TEXT NOT NULL,
    status TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX request_index_newest ON request_index (requested_at DESC, id);
  CREATE INDEX request_index_status ON request_index (status, requested_at DESC, id);
  CREATE INDEX request_index_requester ON request_index (requester_id, requested_at DESC, id);

  CREATE TABLE received_fact (
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    request_id TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (source, seq)
  );
  CREATE TRIGGER received_fact_keeps BEFORE UPDATE ON received_fact
    BEGIN SELECT RAISE(ABORT, 'facts are facts'); END;
  CREATE TRIGGER received_fact_stays BEFORE DELETE ON received_fact
    BEGIN SELECT RAISE(ABORT, 'facts are facts'); END;

  CREATE TABLE spend (
    request_id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    amount INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('leased', 'reserved', 'committed')),
    at INTEGER NOT NULL
  );
  CREATE INDEX spend_person ON spend (person_id, state, at);
  `,
  // The audit chain. Its number within the source is also how far that source was heard.
  `
  CREATE TABLE chain (
    n INTEGER PRIMARY KEY,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    request_id TEXT,
    body TEXT NOT NULL,
    UNIQUE (source, seq)
  );
  CREATE INDEX chain_request ON chain (request_id, n) WHERE request_id IS NOT NULL;
  CREATE TRIGGER chain_follows BEFORE INSERT ON chain
    WHEN NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM chain)
      OR NEW.prev <> coalesce((SELECT hash FROM chain ORDER BY n DESC LIMIT 1), printf('%064d', 0))
      OR NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM chain WHERE source = NEW.source)
    BEGIN SELECT RAISE(ABORT, 'the chain only grows'); END;
  CREATE TRIGGER chain_keeps BEFORE UPDATE ON chain
    BEGIN SELECT RAISE(ABORT, 'the chain only grows'); END;
  CREATE TRIGGER chain_stays BEFORE DELETE ON chain
    BEGIN SELECT RAISE(ABORT, 'the chain only grows'); END;
  `,
  moveReceivedFacts,
  // What versions of requests spend and what they use of grants, in place of one amount a request.
  `
  CREATE TABLE reservation (
    request_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- A digest of the arguments; empty in rows of the first release.
    input TEXT NOT NULL,
    person_id TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    grant_id TEXT,
    state TEXT NOT NULL CHECK (state IN ('leased', 'reserved', 'committed')),
    at INTEGER NOT NULL,
    PRIMARY KEY (request_id, version, input)
  ) WITHOUT ROWID;
  CREATE INDEX reservation_person ON reservation (person_id, state, at);
  CREATE INDEX reservation_grant ON reservation (grant_id) WHERE grant_id IS NOT NULL;
  INSERT INTO reservation SELECT request_id, 1, '', person_id, amount, NULL, state, at FROM spend;
  DROP TABLE spend;
  `,
  `
  CREATE TABLE grant_given (
    id TEXT PRIMARY KEY,
    subject_id TEXT NOT NULL,
    giver_id TEXT NOT NULL,
    tool TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX grant_given_subject ON grant_given (subject_id, tool, ends_at);
  CREATE INDEX grant_given_giver ON grant_given (giver_id);
  CREATE TABLE grant_revoked (
    grant_id TEXT PRIMARY KEY REFERENCES grant_given (id),
    by TEXT NOT NULL,
    at INTEGER NOT NULL
  );
  CREATE TRIGGER grant_given_keeps BEFORE UPDATE ON grant_given
    BEGIN SELECT RAISE(ABORT, 'grants are facts'); END;
  CREATE TRIGGER grant_given_stays BEFORE DELETE ON grant_given
    BEGIN SELECT RAISE(ABORT, 'grants are facts'); END;
  CREATE TRIGGER grant_revoked_keeps BEFORE UPDATE ON grant_revoked
    BEGIN SELECT RAISE(ABORT, 'grants are facts'); END;
  CREATE TRIGGER grant_revoked_stays BEFORE DELETE ON grant_revoked
    BEGIN SELECT RAISE(ABORT, 'grants are facts'); END;
  `,
  `
  CREATE TABLE policy_version (
    version INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    -- Who changed it, and when; null for what a workspace starts with.
    by TEXT,
    at INTEGER
  );
  CREATE TRIGGER policy_version_keeps BEFORE UPDATE ON policy_version
    BEGIN SELECT RAISE(ABORT, 'policies are kept'); END;
  CREATE TRIGGER policy_version_stays BEFORE DELETE ON policy_version
    BEGIN SELECT RAISE(ABORT, 'policies are kept'); END;
  `,
  seedPolicy,
  // Lists look under who asked and who is asked, so that nobody's page walks through everybody's.
  `
  CREATE TABLE request_audience (
    audience TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (audience, requested_at DESC, id)
  ) WITHOUT ROWID;
  CREATE INDEX request_audience_status ON request_audience (audience, status, requested_at DESC, id);
  CREATE INDEX request_audience_decided ON request_audience (audience, requested_at DESC, id)
    WHERE status <> 'pending';
  DROP INDEX request_index_newest;
  DROP INDEX request_index_status;
  CREATE INDEX request_index_requester_status
    ON request_index (requester_id, status, requested_at DESC, id);
  CREATE INDEX request_index_requester_decided ON request_index (requester_id, requested_at DESC, id)
    WHERE status <> 'pending';
  `,
  indexAudiences,
  // Messages that leave by webhook: what waits for the endpoint, what it has, what was given up.
  `
  CREATE TABLE webhook_message (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'delivered', 'dead')),
    at INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER,
    settled_at INTEGER,
    reason TEXT,
    CHECK ((status = 'waiting') = (next_at IS NOT NULL)),
    CHECK ((status = 'waiting') = (settled_at IS NULL))
  );
  CREATE INDEX webhook_message_due ON webhook_message (next_at) WHERE status = 'waiting';
  CREATE INDEX webhook_message_settled ON webhook_message (status, settled_at);
  `,
  ruleOnNewTools,
]

const tables = [
  'desk_schema',
  'request_index',
  'request_audience',
  'chain',
  'reservation',
  'grant_revoked',
  'grant_given',
  'policy_version',
  'webhook_message',
]

/** Brings the desk's tables to the newest step. */
export const migrate = (storage: DurableObjectStorage): void =>
  applySteps(storage, 'desk_schema', steps)

/** Demo only: forgets everything. */
export function forget(storage: DurableObjectStorage): void {
  storage.transactionSync(() => {
    for (const table of tables) storage.sql.exec(`DROP TABLE IF EXISTS ${table}`)
  })
  migrate(storage)
}
