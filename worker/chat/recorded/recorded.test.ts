import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedBusiness } from '../../business/seed.ts'
import { deskOf } from '../../desk/stub.ts'
import { PROMPT_VERSION } from '../../models/prompt.ts'
import { tools } from '../../tools/index.ts'
import { type Api, Conversation } from './conversation.ts'
import { pageOf } from './page.ts'
import { mira, stories, type Story } from './stories.ts'

// `vitest run -u worker/chat/recorded` writes the files anew; read them before they are committed.

const apis: readonly Api[] = ['responses', 'chat']

let open: Conversation | null = null
/** Nothing was paid since the books were put back, which takes longer than most stories. */
let isFresh = false

afterEach(async () => {
  const requests = (await open?.requests()) ?? []
  isFresh &&= requests.every(({ status }) => status !== 'succeeded')
  open?.close()
})

beforeEach(async () => {
  const now = new Date().toISOString()
  const people = [
    ['mira', 'Mira', 'member'],
    ['rob', 'Rob', 'reviewer'],
    ['ria', 'Ria', 'reviewer'],
  ]
  await env.DB.batch(
    people.map((person) =>
      env.DB.prepare(
        `INSERT OR IGNORE INTO "user" (id, name, email, emailVerified, createdAt, updatedAt, role)
         VALUES (?1, ?2, ?1 || '@fernway.example', 1, ?4, ?4, ?3)`,
      ).bind(...person, now),
    ),
  )
  if (!isFresh) await seedBusiness(env.DB, Date.parse('2026-11-20T09:00:00Z'))
  isFresh = true
  await deskOf(env).wipe()
})

async function played({ answers, settings, play }: Story, api: Api): Promise<Conversation> {
  open = await Conversation.open(mira, api, settings)
  await open.script(answers)
  await play(open)
  return open
}

describe.each(apis)('over %s', (api) => {
  it.each(stories.map((story) => [story.name, story] as const))('%s', async (name, story) => {
    const page = await pageOf(story.about, await played(story, api))
    await expect(page).toMatchFileSnapshot(`../../models/recorded/${name}.${api}.txt`)
  })

  it('sends every tool, keeps nothing with the provider, and lets calls come side by side', async () => {
    const [plain] = stories
    const talk = await played(plain!, api)
    const [body] = await talk.sent()
    const { tools: offered, input: _, messages: __, ...settings } = body!
    const named = (offered as { name?: string; function?: { name: string } }[]).map(
      (tool) => tool.name ?? tool.function?.name,
    )
    expect(named).toEqual(tools.map(({ name }) => name))
    expect(settings).toEqual({
      model: 'gpt-5.4-mini',
      store: false,
      stream: true,
      tool_choice: 'auto',
      ...(api === 'responses'
        ? { include: ['reasoning.encrypted_content'] }
        : { stream_options: { include_usage: true } }),
    })
  })

  it('keeps model and prompt version with each request, and counts what was used', async () => {
    const usage = { input: 1_000, cached: 400, output: 50, reasoning: 20 }
    const [pending] = stories.filter(({ name }) => name === 'pending')
    const answers = pending!.answers.map((answer) => ({ ...answer, usage }))
    const talk = await played({ ...pending!, answers }, api)
    expect(await talk.requests()).toMatchObject([
      { model: { id: 'gpt-5.4-mini', promptVersion: PROMPT_VERSION } },
    ])
    const used = {
      replies: 2,
      inputTokens: 2_000,
      cachedTokens: 800,
      outputTokens: 100,
      reasoningTokens: 40,
      // At $0.75, $0.075 and $4.50 for a million: 1,200 new ones in, 800 known ones, 100 out.
      cost: { amount: 0.141, currency: 'USD' },
    }
    expect(await talk.chat.usage()).toMatchObject({
      ...used,
      byModel: [{ model: 'gpt-5.4-mini', promptVersion: PROMPT_VERSION, ...used }],
      model: { id: 'gpt-5.4-mini', rulesOnly: false },
    })
  })
})
