import { glob, readFile } from 'node:fs/promises'

const PACKAGES = ['node_modules/agents/dist', 'node_modules/@cloudflare/ai-chat/dist']

/** Every frame type that the installed SDK names, whichever way it travels. */
export async function frameTypes(): Promise<string[]> {
  const types = new Set<string>()
  for await (const file of glob(PACKAGES.map((folder) => `${folder}/*.js`))) {
    for (const [, type] of (await readFile(file, 'utf8')).matchAll(named)) types.add(type ?? '')
  }
  return [...types].sort()
}

/** As its enumerations compile: `MessageType["CF_AGENT_STATE"] = "cf_agent_state"`. */
const named = /MessageType\["[A-Z_]+"\] = "([a-z_]+)"/g

/** The files of the Worker in which a method is open to clients' calls. */
export async function filesWithCallables(): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob('worker/**/*.ts')) {
    if (/@(?:unstable_)?callable\b/.test(await readFile(file, 'utf8'))) found.push(file)
  }
  return found
}
