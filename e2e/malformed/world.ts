import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Policy } from '../../domain/policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { gather, type Cast } from '../attacks/cast.ts'
import { paid, sending } from '../attacks/scenes.ts'
import { Session } from '../attacks/session.ts'
import { Stage } from '../attacks/stage.ts'

/** Somebody who only chats, so that odd words may be answered. */
export type Talker = { session: Session; conversation: string }

/** Everything that malformed input could change, and those who send it. */
export type World = {
  cast: Cast
  owner: Session
  /** The owner's conversation with what follows in it. */
  conversation: string
  /** $300 that wait for a reviewer, and may be edited. */
  waiting: ApprovalRequest
  policy: Policy
  /** Who sends: everybody, and nobody. */
  people: readonly Session[]
  talkers: readonly Talker[]
  /** What the API shows of it all, in one number. */
  digest(): Promise<string>
}

const TALKERS = 6
const conversations = z.object({ items: z.array(z.unknown()) })

export async function begin(url: string, api: Parameters<typeof gather>[1]): Promise<World> {
  const cast = await gather(url, api)
  const [stage, other] = [await Stage.set(cast), await Stage.set(cast)]
  await sending(stage)
  await paid(other)
  const { owner, conversation, request: waiting } = stage
  const talkers: Talker[] = []
  for (let count = 0; count < TALKERS; count += 1) {
    const session = await Session.signUp(url, 'member')
    talkers.push({ session, conversation: await stage.newConversation(session) })
  }
  const { stranger, reviewer, manager, auditor, admin } = cast
  return {
    cast,
    owner,
    conversation,
    waiting,
    policy: (await admin.must('GET', '/api/policy')) as Policy,
    people: [owner, stranger, reviewer, manager, auditor, admin, owner.with({ cookie: '' })],
    talkers,
    async digest() {
      const talked = await Promise.all(
        talkers.map(({ conversation: id }) => cast.books.facts([id])),
      )
      const seen = [
        await cast.manager.must('GET', '/api/ledger'),
        await cast.admin.must('GET', '/api/policy'),
        await Promise.all([stage, other].map(shown)),
        await Promise.all([owner, stranger, reviewer, manager, auditor, admin].map(listed)),
        await cast.books.facts([conversation, other.conversation, 'desk']),
        talked,
      ]
      return createHash('sha256').update(JSON.stringify(seen)).digest('hex')
    },
  }
}

const shown = async (stage: Stage) => [await stage.requests(), await stage.transcript()]

/** A person's own lists. */
const listed = async (person: Session) => [
  conversations.parse(await person.must('GET', '/api/conversations')).items,
  await person.must('GET', '/api/grants'),
  await person.must('GET', '/api/approvals?mine=1'),
]
