import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const requestRow = z.object({ id: z.string(), status: z.string(), version: z.int() })
const factRow = z.object({ last: z.int() })

/** What a conversation has on disk. */
export type Journal = {
  requests: z.infer<typeof requestRow>[]
  /** The number of its last fact, handed over or not. */
  facts: number
}

/**
 * The journals that were written to since `since` (milliseconds), from the files of a server that is
 * dead: to ask it afterwards would wake what must come back unasked.
 */
export function journalsOf(stateDir: string, since: number): Journal[] {
  return globSync(join(stateDir, '**', '*ChatAgent*', '*.sqlite'))
    .filter((file) => [file, `${file}-wal`].some((each) => writtenAt(each) >= since))
    .flatMap(journalIn)
}

const writtenAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

function journalIn(file: string): Journal[] {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const found = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'approval_request'`).get()
    if (!found) return []
    const requests = db.prepare('SELECT id, status, version FROM approval_request').all()
    const last = db.prepare('SELECT coalesce(max(seq), 0) AS last FROM fact').get()
    return [{ requests: requestRow.array().parse(requests), facts: factRow.parse(last).last }]
  } finally {
    db.close()
  }
}
