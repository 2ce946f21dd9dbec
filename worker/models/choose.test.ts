import { describe, expect, it } from 'vitest'
import { chooseModel } from './choose.ts'

const idOf = (env: Parameters<typeof chooseModel>[0]) => {
  const chosen = chooseModel(env)
  return 'problem' in chosen ? chosen.problem : `${chosen.label} (${chosen.model.provider})`
}

describe('the model for a set of settings', () => {
  it('is the built-in assistant on local commands', () => {
    expect(chooseModel({ DEMO: '1' })).toMatchObject({
      id: 'builtin',
      label: 'Built-in assistant: rules only, connect a model',
      rulesOnly: true,
    })
  })

  it('is none in a deployment without one', () => {
    expect(idOf({})).toBe(
      'No model is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible endpoint.',
    )
    expect(idOf({ OPENAI_API_KEY: '  ' })).toMatch(/^No model is configured/)
  })

  it('is OpenAI with a key', () => {
    expect(idOf({ OPENAI_API_KEY: 'sk' })).toBe('OpenAI gpt-5.4-mini (openai.responses)')
    expect(idOf({ DEMO: '1', OPENAI_API_KEY: 'sk', OPENAI_MODEL: 'gpt-6-luna' })).toBe(
      'OpenAI gpt-6-luna (openai.responses)',
    )
  })

  it('is a compatible endpoint without a key', () => {
    const local = { OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'qwen' }
    expect(idOf({ ...local, OPENAI_API: 'chat' })).toBe('qwen at localhost:11434 (openai.chat)')
  })

  it('may be silent for a minute, or as long as the settings say', () => {
    expect(chooseModel({ OPENAI_API_KEY: 'sk' })).toMatchObject({ silenceMs: 60_000 })
    const slow = { OPENAI_API_KEY: 'sk', OPENAI_TIMEOUT: '300' }
    expect(chooseModel(slow)).toMatchObject({ silenceMs: 300_000 })
  })

  it('names the setting that is wrong', () => {
    expect(idOf({ OPENAI_API_KEY: 'sk', OPENAI_API: 'soap' })).toBe(
      'OPENAI_API must be "responses" or "chat", not "soap".',
    )
    for (const OPENAI_TIMEOUT of ['soon', '0', '-1']) {
      expect(idOf({ OPENAI_API_KEY: 'sk', OPENAI_TIMEOUT })).toMatch(/^OPENAI_TIMEOUT must be/)
    }
    for (const url of ['localhost:11434', 'ftp://example.com', 'nonsense']) {
      expect(idOf({ OPENAI_BASE_URL: url })).toMatch(/^OPENAI_BASE_URL must be a web address/)
    }
  })
})
