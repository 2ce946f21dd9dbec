import type { Locator, Page } from '@playwright/test'

/** `/webhooks`. */
export class WebhooksPage {
  readonly page: Page
  readonly endpoint: Locator
  readonly givenUp: Locator
  readonly delivered: Locator
  /** What a button has done. */
  readonly said: Locator

  constructor(page: Page) {
    this.page = page
    this.endpoint = page.getByRole('region', { name: 'Endpoint' })
    this.givenUp = page.getByRole('list', { name: 'Given up' }).getByRole('listitem')
    this.delivered = page.getByRole('list', { name: 'Delivered of late' }).getByRole('listitem')
    this.said = page.getByRole('main').getByRole('status')
  }

  /** By the account menu, as people come here. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Account: / }).click()
    await this.page.getByRole('menuitem', { name: 'Webhooks' }).click()
  }

  async sendAgain(about: string): Promise<void> {
    await this.givenUp
      .filter({ hasText: about })
      .getByRole('button', { name: 'Send again' })
      .click()
  }
}
