const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** What became of a write that names its key. */
export type Once<Row, Reason extends string> =
  | { outcome: 'written'; row: Row }
  /** This very thing was written with this key before. */
  | { outcome: 'repeated'; row: Row }
  /** Nothing was written; `key_conflict`: the key belongs to something else. */
  | { outcome: 'refused'; reason: Reason | 'key_conflict' }

type Write<Row, Reason extends string> = {
  /** One INSERT that gives its row; a trigger refuses a used key as `key_used`. */
  insert(): Promise<Row | null>
  /** The row with this key. */
  find(): Promise<Row | null>
  /** Whether an earlier row is what was to be written now. */
  isSame(earlier: Row): boolean
  /** The names of the constraints and triggers that may refuse it. */
  reasons: readonly Reason[]
}

/**
 * Writes a row once, however often it is tried with the same key. Throws when the database did not say
 * what happened.
 */
export async function once<Row, Reason extends string>({
  insert,
  find,
  isSame,
  reasons,
}: Write<Row, Reason>): Promise<Once<Row, Reason>> {
  try {
    const row = await insert()
    if (row === null) throw new Error('The database returned no row for what was written.')
    return { outcome: 'written', row }
  } catch (error) {
    const message = messageOf(error)
    if (message.includes('key_used')) {
      const earlier = await find()
      return earlier && isSame(earlier)
        ? { outcome: 'repeated', row: earlier }
        : { outcome: 'refused', reason: 'key_conflict' }
    }
    const reason = reasons.find((name) => message.includes(name))
    if (!reason) throw error
    return { outcome: 'refused', reason }
  }
}
