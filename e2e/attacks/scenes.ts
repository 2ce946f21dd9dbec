import type { Scene } from './attack.ts'

/** A conversation in which nothing was said. */
export const empty: Scene = async () => undefined

/** An invoice of $300 waits for a reviewer. */
export const forReviewer: Scene = (stage) => stage.askToPay(300_00)

/** An invoice of $40 waits for the member's own yes. */
export const forOwner: Scene = (stage) => stage.askToPay(40_00)

/** An invoice of $5,100 waits for two people, one of them a manager. */
export const forTwo: Scene = (stage) => stage.askToPay(5_100_00)

/** $300 to Harbor Print, which may still be edited, wait for a reviewer. */
export const sending: Scene = (stage) => stage.ask('Send $300 to Harbor Print')

/** $40 to Harbor Print, which may still be edited, wait for the member's own yes. */
export const sendingOwn: Scene = (stage) => stage.ask('Send $40 to Harbor Print')

/** A reviewer has approved an invoice of $300, and it is paid. */
export const paid: Scene = async (stage) => {
  await forReviewer(stage)
  await stage.decide(stage.cast.reviewer, 'approve')
  await stage.becomes('succeeded')
}
