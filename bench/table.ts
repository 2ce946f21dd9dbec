/** Rows under a head, each column as wide as its text up to a limit; longer text goes on below. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const limit = 44
  const wrapped = [head, ...rows].map((row) => row.map((cell) => wrap(cell, limit)))
  const widths = head.map((_, column) =>
    Math.max(...wrapped.flatMap((row) => (row[column] ?? []).map((line) => line.length))),
  )
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─')
  const blocks = wrapped.map((row) => {
    const height = Math.max(...row.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      widths
        .map((width, column) => (row[column]?.[line] ?? '').padEnd(width))
        .join(' │ ')
        .trimEnd(),
    ).join('\n')
  })
  return `\n${blocks.join(`\n${rule}\n`)}\n`
}

function wrap(text: string, limit: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && line.length + word.length + 1 > limit) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines
}
