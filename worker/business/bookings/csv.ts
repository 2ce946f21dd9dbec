/** A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it text. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/

/** One cell as RFC 4180 writes it. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines of cells as a CSV file (RFC 4180), safe to open in a spreadsheet. */
export const csvOf = (lines: readonly (readonly (string | number | null)[])[]): string =>
  lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')
