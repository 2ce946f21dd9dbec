import type { Env } from '../env.ts'
import type { ChatHost } from '../rpc.ts'

/** An object as the edge sees it: its methods of `rpc.ts`, and `fetch` for upgrades. */
type Remote<Methods> = Methods & Pick<Fetcher, 'fetch'>

/**
 * The object of a conversation. The edge looks ids up in the directory before it comes here, so that
 * nobody can bring objects into being by guessing names.
 *
 * The cast narrows the RPC stub to the interface: its generated type would name every member of the
 * SDK's class.
 */
export const chatOf = (env: Env, conversationId: string): Remote<ChatHost> =>
  env.ChatAgent.getByName(conversationId) as unknown as Remote<ChatHost>
