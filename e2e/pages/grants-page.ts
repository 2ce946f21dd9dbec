import type { Locator, Page } from '@playwright/test'

/** `/grants`. */
export class GrantsPage {
  readonly page: Page
  readonly grants: Locator

  constructor(page: Page) {
    this.page = page
    this.grants = page.getByRole('list', { name: 'Grants' }).getByRole('listitem')
  }

  /** By the account menu, as people come here. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Account: / }).click()
    await this.page.getByRole('menuitem', { name: 'Grants' }).click()
  }

  /** Of a person's grants the one that covers this. */
  grant(about: string): Locator {
    return this.grants.filter({ hasText: about })
  }

  async revoke(about: string): Promise<void> {
    await this.grant(about).getByRole('button', { name: 'Revoke' }).click()
  }
}
