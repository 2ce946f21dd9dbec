import { applySteps } from '../schema-steps.ts'

/**
 * Tables that a host of approval requests keeps in its Durable Object's SQLite. Forward-only: a step
 * is never edited once released, so that old objects open with new code.
 *
 * Votes and facts are facts: triggers refuse to change or delete them.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE approval_request (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    tool TEXT NOT NULL,
    tool_call_id TEXT,
    target TEXT NOT NULL,
    asked_in TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    input TEXT NOT NULL,
    risk TEXT NOT NULL,
    rule TEXT NOT NULL,
    model TEXT NOT NULL,
    requester TEXT NOT NULL,
    approvers TEXT NOT NULL,
    reason_required INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    remind_at INTEGER,
    escalate_at INTEGER,
    expires_at INTEGER,
    decided_at INTEGER,
    told INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX approval_request_tool_call ON approval_request (tool_call_id);
  CREATE INDEX approval_request_open ON approval_request (tool, target, status);
  CREATE INDEX approval_request_status ON approval_request (status, told);

  CREATE TABLE vote (
    request_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    by TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (request_id, version, person_id)
  );
  CREATE TRIGGER vote_keeps BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'votes are facts'); END;
  CREATE TRIGGER vote_stays BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'votes are facts'); END;

  CREATE TABLE effect (
    key TEXT PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    receipt TEXT,
    error TEXT,
    started_at INTEGER,
    settled_at INTEGER
  );
  CREATE INDEX effect_open ON effect (status);

  CREATE TABLE excerpt_view (
    request_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (request_id, person_id)
  );

  CREATE TABLE fact (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    request_id TEXT,
    body TEXT NOT NULL
  );
  CREATE TRIGGER fact_keeps BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are facts'); END;
  CREATE TRIGGER fact_stays BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are facts'); END;
  CREATE TABLE fact_delivery (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
  INSERT INTO fact_delivery VALUES (1, 0);
  `,
  // Versions, clocks that act, undo, and effects that are looked up.
  `
  ALTER TABLE approval_request ADD COLUMN editor TEXT;
  ALTER TABLE approval_request ADD COLUMN clearance TEXT;
  ALTER TABLE approval_request ADD COLUMN reminded_at INTEGER;
  ALTER TABLE approval_request ADD COLUMN escalate_to TEXT;
  ALTER TABLE approval_request ADD COLUMN escalated_at INTEGER;
  ALTER TABLE approval_request ADD COLUMN on_expiry TEXT NOT NULL DEFAULT 'deny';
  ALTER TABLE approval_request ADD COLUMN undo_ms INTEGER;
  ALTER TABLE approval_request ADD COLUMN undo_until INTEGER;
  ALTER TABLE approval_request ADD COLUMN closed_by TEXT;
  ALTER TABLE approval_request ADD COLUMN replaced_by TEXT;
  ALTER TABLE approval_request ADD COLUMN change TEXT;
  ALTER TABLE approval_request ADD COLUMN requested TEXT;
  ALTER TABLE approval_request ADD COLUMN editable TEXT;
  ALTER TABLE approval_request ADD COLUMN grantable TEXT;
  UPDATE approval_request SET escalate_to = 'manager' WHERE escalate_at IS NOT NULL;

  ALTER TABLE effect ADD COLUMN next_at INTEGER;
  ALTER TABLE effect ADD COLUMN settled TEXT;
  -- A version that went back to people leaves the journal only if nothing was ever tried.
  CREATE TRIGGER effect_stays BEFORE DELETE ON effect WHEN OLD.attempts > 0
    BEGIN SELECT RAISE(ABORT, 'attempts are facts'); END;

  -- What the clock has to do, written with the state that it is about.
  CREATE TABLE timer (
    request_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (request_id, kind)
  ) WITHOUT ROWID;
  CREATE INDEX timer_due ON timer (due_at);
  INSERT INTO timer SELECT id, 'remind', remind_at FROM approval_request
    WHERE status = 'pending' AND remind_at IS NOT NULL;
  INSERT INTO timer SELECT id, 'escalate', escalate_at FROM approval_request
    WHERE status = 'pending' AND escalate_at IS NOT NULL;
  INSERT INTO timer SELECT id, 'expire', expires_at FROM approval_request
    WHERE status = 'pending' AND expires_at IS NOT NULL;
  INSERT INTO timer SELECT id, 'attempt', 0 FROM approval_request
    WHERE status IN ('approved', 'executing', 'unknown');
  `,
  // A later version of what strangers' words may have brought about is asked of people like the first.
  'ALTER TABLE approval_request ADD COLUMN untrusted INTEGER NOT NULL DEFAULT 0',
]

const tables = [
  'approvals_schema',
  'approval_request',
  'vote',
  'effect',
  'excerpt_view',
  'fact',
  'fact_delivery',
  'timer',
]

/** Brings this object's tables to the newest step, or to an earlier one as an older release would. */
export const migrate = (storage: DurableObjectStorage, upTo = steps.length): void =>
  applySteps(storage, 'approvals_schema', steps.slice(0, upTo))

/** Drops every table, facts included. */
export function forgetTables(storage: DurableObjectStorage): void {
  storage.transactionSync(() => {
    for (const table of tables) storage.sql.exec(`DROP TABLE IF EXISTS ${table}`)
  })
}

/** Demo only: forgets every request, vote and fact of this object. */
export function forget(storage: DurableObjectStorage): void {
  forgetTables(storage)
  migrate(storage)
}
