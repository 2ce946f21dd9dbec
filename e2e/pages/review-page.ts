import type { Locator, Page } from '@playwright/test'
import { Card } from './card.ts'

/** `/review` and `/review/:requestId`. */
export class ReviewPage {
  readonly page: Page
  readonly requests: Locator
  readonly cards: Locator
  readonly excerpt: Locator

  constructor(page: Page) {
    this.page = page
    this.requests = page.getByRole('list', { name: 'Requests' })
    this.cards = this.requests.getByRole('group', { name: 'Approval request: ' })
    this.excerpt = page.getByRole('region', { name: 'From the conversation' })
  }

  async open(): Promise<void> {
    await this.page.goto('/review')
  }

  async openRequest(requestId: string): Promise<void> {
    await this.page.goto(`/review/${requestId}`)
  }

  /** Of everybody's requests the one about this. */
  card(about: string): Card {
    return new Card(this.page, about)
  }
}
