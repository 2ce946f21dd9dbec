import { execFileSync } from 'node:child_process'

type Row = { pid: number; parent: number; kilobytes: number; program: string }

const rows = (): Row[] =>
  execFileSync('ps', ['-axo', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, kilobytes, ...program]) => ({
      pid: Number(pid),
      parent: Number(parent),
      kilobytes: Number(kilobytes),
      program: program.join(' '),
    }))

/** What workerd under this process holds in memory, in megabytes. */
export function memoryOf(pid: number): number {
  const all = rows()
  const descendants = new Set([pid])
  for (let grown = 0; grown !== descendants.size;) {
    grown = descendants.size
    for (const row of all) if (descendants.has(row.parent)) descendants.add(row.pid)
  }
  const workerd = all.filter(
    ({ pid: one, program }) => descendants.has(one) && program.includes('workerd'),
  )
  if (workerd.length === 0) throw new Error(`No workerd runs under process ${pid}.`)
  return Math.round(workerd.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024)
}
