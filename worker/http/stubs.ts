import { getAgentByName } from 'agents'
import { WORKSPACE, type Env } from '../env.ts'
import type { ChatHost, Desk } from '../rpc.ts'

/** An object as the edge sees it: its methods of `rpc.ts`, and `fetch` for upgrades. */
type Remote<Methods> = Methods & Pick<Fetcher, 'fetch'>

/**
 * The object of a conversation, after its start-up. The edge looks ids up in the directory before it
 * comes here, so that nobody can bring objects into being by guessing names.
 *
 * The cast narrows the RPC stub to the interface: its generated type would name every member of the
 * SDK's class.
 */
export const chatStub = async (env: Env, conversationId: string): Promise<Remote<ChatHost>> =>
  (await getAgentByName(env.ChatAgent, conversationId)) as unknown as Remote<ChatHost>

/** The desk of the workspace, after its start-up. */
export const deskStub = async (env: Env): Promise<Remote<Desk>> =>
  (await getAgentByName(env.ReviewDesk, WORKSPACE)) as unknown as Remote<Desk>
