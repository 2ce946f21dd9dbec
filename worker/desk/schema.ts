/** Tables of the ReviewDesk, forward-only. Received facts are facts: triggers keep them. */
const steps: readonly string[] = [
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
]

/** Brings the desk's tables to the newest step. */
export function migrate(storage: DurableObjectStorage): void {
  const { sql } = storage
  storage.transactionSync(() => {
    sql.exec('CREATE TABLE IF NOT EXISTS desk_schema (step INTEGER NOT NULL)')
    const done = Number(sql.exec('SELECT count(*) AS done FROM desk_schema').one().done)
    steps.slice(done).forEach((step, index) => {
      sql.exec(step)
      sql.exec('INSERT INTO desk_schema VALUES (?)', done + index + 1)
    })
  })
}

/** Demo only: forgets everything. */
export function forget(storage: DurableObjectStorage): void {
  storage.transactionSync(() => {
    for (const table of ['desk_schema', 'request_index', 'received_fact', 'spend']) {
      storage.sql.exec(`DROP TABLE IF EXISTS ${table}`)
    }
  })
  migrate(storage)
}
