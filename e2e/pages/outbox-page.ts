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

  /** From now on its requests are answered as by a deployment with mail. */
  async connect(): Promise<void> {
    await this.page.route('**/api/outbox**', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'e2e-mail': 'connected' } }),
    )
  }

  sendNow(about: string): Locator {
    return this.mail(about).getByRole('button', { name: 'Send now' })
  }

  mail(about: string): Locator {
    return this.mails.filter({ hasText: about })
  }
}
