/** One change of an object's tables: statements, or a function where old data needs more than SQL. */
export type SchemaStep = string | ((storage: DurableObjectStorage) => void)

/**
 * Brings an object's tables to the newest step, in one transaction; does nothing when they are there
 * already. Forward-only: a step that was released is never edited, so that old objects open with new
 * code. `table` keeps the numbers of the steps taken.
 */
export function applySteps(
  storage: DurableObjectStorage,
  table: string,
  steps: readonly SchemaStep[],
): void {
  const { sql } = storage
  storage.transactionSync(() => {
    sql.exec(`CREATE TABLE IF NOT EXISTS ${table} (step INTEGER NOT NULL)`)
    const done = Number(sql.exec(`SELECT count(*) AS done FROM ${table}`).one().done)
    steps.slice(done).forEach((step, index) => {
      if (typeof step === 'string') sql.exec(step)
      else step(storage)
      sql.exec(`INSERT INTO ${table} VALUES (?)`, done + index + 1)
    })
  })
}
