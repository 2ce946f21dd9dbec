/** What the scripted model says and calls in one turn. */
export type ScriptedTurn = {
  text?: string
  /** A text in the place of arguments is sent as it is. */
  calls?: readonly { name: string; arguments: unknown; id?: string }[]
  /** Encrypted reasoning, as a reasoning model returns it under `store: false`. */
  reasoning?: string
  /** The provider ended the turn for a reason of its own. */
  stopped?: 'content_filter' | 'length'
  /** Tokens; a few where nothing is said of them. */
  usage?: { input: number; cached: number; output: number; reasoning: number }
}

/** One server-sent event; `event` names it on the Responses interface only. */
type ServerEvent = { event?: string; data: unknown }

const pieces = (text: string): string[] => text.match(/[^]{1,7}/gu) ?? []

const argumentsOf = (call: { arguments: unknown }): string =>
  typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments)

const FEW = { input: 12, cached: 0, output: 7, reasoning: 0 }

/** A turn as `POST /responses` streams it: https://platform.openai.com/docs/api-reference/responses-streaming */
export function* responsesEvents(
  turn: ScriptedTurn,
  { model, id }: { model: string; id: string },
): Generator<ServerEvent> {
  let sequence = 0
  const event = (type: string, fields: object): ServerEvent => ({
    event: type,
    data: { type, sequence_number: sequence++, ...fields },
  })
  const output: object[] = []
  const response = (status: string, fields: object = {}) => ({
    id: `resp_${id}`,
    object: 'response',
    created_at: 1_762_646_400,
    model,
    status,
    error: null,
    incomplete_details: null,
    output,
    store: false,
    ...fields,
  })

  yield event('response.created', { response: response('in_progress', { output: [] }) })
  yield event('response.in_progress', { response: response('in_progress', { output: [] }) })

  if (turn.reasoning !== undefined) {
    const output_index = output.length
    const item = {
      id: `rs_${id}`,
      type: 'reasoning',
      summary: [],
      encrypted_content: turn.reasoning,
    }
    yield event('response.output_item.added', { output_index, item })
    yield event('response.output_item.done', { output_index, item })
    output.push(item)
  }

  if (turn.text) {
    const at = { item_id: `msg_${id}`, output_index: output.length, content_index: 0 }
    const part = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] })
    const item = (status: string, content: object[]) => ({
      id: at.item_id,
      type: 'message',
      role: 'assistant',
      status,
      content,
    })
    const { output_index } = at
    yield event('response.output_item.added', { output_index, item: item('in_progress', []) })
    yield event('response.content_part.added', { ...at, part: part('') })
    for (const delta of pieces(turn.text)) {
      yield event('response.output_text.delta', { ...at, delta, logprobs: [] })
    }
    yield event('response.output_text.done', { ...at, text: turn.text, logprobs: [] })
    yield event('response.content_part.done', { ...at, part: part(turn.text) })
    const done = item('completed', [part(turn.text)])
    yield event('response.output_item.done', { output_index, item: done })
    output.push(done)
  }

  for (const [index, call] of (turn.calls ?? []).entries()) {
    const output_index = output.length
    const item_id = `fc_${id}_${index}`
    const text = argumentsOf(call)
    const item = (status: string, given: string) => ({
      id: item_id,
      type: 'function_call',
      status,
      call_id: call.id ?? `call_${id}_${index}`,
      name: call.name,
      arguments: given,
    })
    yield event('response.output_item.added', { output_index, item: item('in_progress', '') })
    for (const delta of pieces(text)) {
      yield event('response.function_call_arguments.delta', { item_id, output_index, delta })
    }
    yield event('response.function_call_arguments.done', { item_id, output_index, arguments: text })
    yield event('response.output_item.done', { output_index, item: item('completed', text) })
    output.push(item('completed', text))
  }

  const used = turn.usage ?? FEW
  const usage = {
    input_tokens: used.input,
    input_tokens_details: { cached_tokens: used.cached },
    output_tokens: used.output,
    output_tokens_details: { reasoning_tokens: used.reasoning },
    total_tokens: used.input + used.output,
  }
  if (turn.stopped) {
    const reason = turn.stopped === 'length' ? 'max_output_tokens' : turn.stopped
    const fields = { usage, incomplete_details: { reason } }
    yield event('response.incomplete', { response: response('incomplete', fields) })
    return
  }
  yield event('response.completed', { response: response('completed', { usage }) })
}

/** A turn as `POST /chat/completions` streams it: https://platform.openai.com/docs/api-reference/chat-streaming */
export function* chatEvents(
  turn: ScriptedTurn,
  { model, id }: { model: string; id: string },
): Generator<ServerEvent> {
  const chunk = (choices: object[], fields: object = {}): ServerEvent => ({
    data: {
      id: `chatcmpl_${id}`,
      object: 'chat.completion.chunk',
      created: 1_762_646_400,
      model,
      choices,
      ...fields,
    },
  })
  const choice = (delta: object, finish_reason: string | null = null) =>
    chunk([{ index: 0, delta, finish_reason }])

  yield choice({ role: 'assistant', content: turn.text ? '' : null })
  for (const content of pieces(turn.text ?? '')) yield choice({ content })
  for (const [index, call] of (turn.calls ?? []).entries()) {
    const callId = call.id ?? `call_${id}_${index}`
    const start = {
      index,
      id: callId,
      type: 'function',
      function: { name: call.name, arguments: '' },
    }
    yield choice({ tool_calls: [start] })
    for (const piece of pieces(argumentsOf(call))) {
      yield choice({ tool_calls: [{ index, function: { arguments: piece } }] })
    }
  }
  yield choice({}, turn.stopped ?? (turn.calls?.length ? 'tool_calls' : 'stop'))
  const used = turn.usage ?? FEW
  yield chunk([], {
    usage: {
      prompt_tokens: used.input,
      prompt_tokens_details: { cached_tokens: used.cached },
      completion_tokens: used.output,
      completion_tokens_details: { reasoning_tokens: used.reasoning },
      total_tokens: used.input + used.output,
    },
  })
  yield { data: '[DONE]' }
}
