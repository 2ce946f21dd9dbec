import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { controls, themes } from './index.ts'
import type { Act } from './attack.ts'

const FILE = 'docs/proofs.md'
const [BEGIN, END] = ['<!-- attacks -->', '<!-- end of attacks -->']

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``
/** Words that Markdown leaves as they are. */
const cell = (text: string): string =>
  text.replace(/[|*\\]|__/g, (mark) => mark.replace(/./g, '\\$&'))

const rows = (acts: readonly Act[]): string[] => [
  '| What is sent | What it would win | Expected, and got |',
  '| --- | --- | --- |',
  ...acts
    .flatMap(({ attacks }) => attacks)
    .map(({ name, tries, expected }) => `| ${cell(name)} | ${cell(tries)} | ${code(expected)} |`),
]

const section = (title: string, acts: readonly Act[]): string[] => {
  const count = acts.flatMap(({ attacks }) => attacks).length
  return ['', `### ${title} (${count})`, '', ...rows(acts)]
}

/** Every attack and control as Markdown, a table a theme. */
export const table = (): string =>
  [
    ...Object.entries(themes).flatMap(([theme, acts]) => section(theme, acts)),
    ...section('Done rightly', controls),
    '',
  ].join('\n')

/** The same table, however a formatter has spaced it. */
export const plainly = (markdown: string): string =>
  markdown.replace(/-{3,}/g, '---').replace(/ +/g, ' ').replace(/\n+/g, '\n').trim()

/** What the document holds between its marks. */
export async function written(): Promise<string> {
  const text = await readFile(FILE, 'utf8')
  return text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END))
}

// `node e2e/attacks/table.ts` writes it into the document.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = await readFile(FILE, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) throw new Error(`${FILE} lacks ${BEGIN} or ${END}.`)
  await writeFile(FILE, [before, BEGIN, '\n', table(), '\n', END, after].join(''))
}
