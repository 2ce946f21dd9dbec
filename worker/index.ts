import { createApp } from './http/app.ts'

export { ChatAgent } from './chat/chat-agent.ts'
export { ReviewDesk } from './desk/review-desk.ts'

export default { fetch: createApp().fetch }
