import { expect, type Locator, type Page } from '@playwright/test'
import { Card } from './card.ts'

/** `/` and `/c/:id`: writing, reading, and the cards in between. */
export class ChatPage {
  readonly page: Page
  readonly message: Locator
  readonly send: Locator
  readonly stop: Locator
  readonly thread: Locator
  readonly suggestions: Locator
  readonly regenerate: Locator
  readonly retry: Locator

  constructor(page: Page) {
    this.page = page
    this.message = page.getByRole('textbox', { name: 'Message' })
    this.send = page.getByRole('button', { name: 'Send', exact: true })
    this.stop = page.getByRole('button', { name: 'Stop' })
    this.thread = page.getByRole('log', { name: 'Conversation' })
    this.suggestions = page.getByRole('list', { name: 'Suggestions' })
    this.regenerate = page.getByRole('button', { name: 'Regenerate' })
    this.retry = page.getByRole('button', { name: 'Retry' })
  }

  /** Begins a conversation with these words; resolves with its id once it has one. */
  async start(text: string): Promise<string> {
    await this.page.goto('/')
    await this.say(text)
    await this.page.waitForURL('**/c/*')
    return this.conversationId
  }

  async open(conversationId: string): Promise<void> {
    await this.page.goto(`/c/${conversationId}`)
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text)
    await this.send.click()
  }

  get conversationId(): string {
    return new URL(this.page.url()).pathname.replace('/c/', '')
  }

  card(about: string): Card {
    return new Card(this.thread, about)
  }

  /** Waits until the thread says this. */
  async reads(words: string | RegExp): Promise<void> {
    await expect(this.thread).toContainText(words)
  }

  /** Waits until nothing is being written. */
  async isIdle(): Promise<void> {
    await expect(this.thread).toHaveAttribute('aria-busy', 'false')
  }
}
