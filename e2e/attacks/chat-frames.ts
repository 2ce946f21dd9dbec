/** The SDK's frame for a turn, with a body of the attacker's making. */
export const chatRequest = (body: object, init: object = {}, id = 'attack') => ({
  type: 'cf_agent_use_chat_request',
  id,
  init: { method: 'POST', body: JSON.stringify(body), ...init },
})

export const words = (text: string, more: object = {}) => ({
  id: `msg_${crypto.randomUUID()}`,
  role: 'user',
  parts: [{ type: 'text', text }],
  ...more,
})
