import type { Locator, Page } from '@playwright/test'

/** `/sign-in`. */
export class SignInPage {
  readonly page: Page
  readonly email: Locator
  readonly password: Locator
  readonly signIn: Locator

  constructor(page: Page) {
    this.page = page
    this.email = page.getByRole('textbox', { name: 'E-mail' })
    this.password = page.getByLabel('Password')
    this.signIn = page.getByRole('button', { name: 'Sign in' })
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in')
  }

  async actAs(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }
}
