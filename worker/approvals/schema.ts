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
]

/** Brings this object's tables to the newest step; does nothing when they are there already. */
export function migrate(storage: DurableObjectStorage): void {
  const { sql } = storage
  storage.transactionSync(() => {
    sql.exec('CREATE TABLE IF NOT EXISTS approvals_schema (step INTEGER NOT NULL)')
    const done = Number(sql.exec('SELECT count(*) AS done FROM approvals_schema').one().done)
    steps.slice(done).forEach((step, index) => {
      sql.exec(step)
      sql.exec('INSERT INTO approvals_schema VALUES (?)', done + index + 1)
    })
  })
}

/** Demo only: forgets every request, vote and fact of this object. */
export function forget(storage: DurableObjectStorage): void {
  const tables = [
    'approvals_schema',
    'approval_request',
    'vote',
    'effect',
    'excerpt_view',
    'fact',
    'fact_delivery',
  ]
  storage.transactionSync(() => {
    for (const table of tables) storage.sql.exec(`DROP TABLE IF EXISTS ${table}`)
  })
  migrate(storage)
}
