import type { Locator, Page } from '@playwright/test'

/** `/outbox`. */
export class OutboxPage {
  readonly page: Page
  readonly mails: Locator

  constructor(page: Page) {
    this.page = page
    this.mails = page.getByRole('list', { name: 'E-mails' }).getByRole('listitem')
  }

  /** By the account menu, as people come here. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Account: / }).click()
    await this.page.getByRole('menuitem', { name: 'Outbox' }).click()
  }

  mail(about: string): Locator {
    return this.mails.filter({ hasText: about })
  }
}
