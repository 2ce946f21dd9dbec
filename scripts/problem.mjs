// @ts-check

/** Something a person can mend: its message is one sentence, shown without a stack. */
export class Problem extends Error {}

/**
 * Runs a command's body: a `Problem` becomes one line on stderr and exit code 1, anything else is a
 * bug and keeps its stack.
 * @param {() => Promise<number | void>} body gives the exit code; nothing means 0
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    process.exitCode = 1
    console.error(error instanceof Problem ? error.message : error)
  }
}
