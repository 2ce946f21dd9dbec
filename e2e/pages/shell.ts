import type { Locator, Page } from '@playwright/test'

/** What surrounds every page: who you are, your conversations, the demo's bar. */
export class Shell {
  readonly page: Page
  readonly conversations: Locator
  readonly actAs: Locator
  readonly resetDemo: Locator
  readonly account: Locator
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.conversations = page.getByRole('navigation', { name: 'Conversations' })
    this.actAs = page.getByRole('button', { name: 'Act as' })
    this.resetDemo = page.getByRole('button', { name: 'Reset demo' })
    this.account = page.getByRole('button', { name: /^Account:/ })
    this.dialog = page.getByRole('dialog')
  }

  /** Plays another demo account: `Reviewer`, `Second member`, … */
  async become(name: string): Promise<void> {
    await this.actAs.click()
    await this.page.getByRole('menuitem', { name, exact: true }).click()
  }

  async signOut(): Promise<void> {
    await this.account.click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
  }

  async useTheme(name: 'Light' | 'Dark'): Promise<void> {
    await this.account.click()
    await this.page.getByRole('menuitemradio', { name }).click()
    await this.page.keyboard.press('Escape')
  }

  conversation(title: string): Locator {
    return this.conversations.getByRole('link', { name: title, exact: true })
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#options(from, 'Rename')
    await this.dialog.getByRole('textbox', { name: 'Title' }).fill(to)
    await this.dialog.getByRole('button', { name: 'Rename' }).click()
  }

  async delete(title: string): Promise<void> {
    await this.#options(title, 'Delete')
    await this.dialog.getByRole('button', { name: 'Delete' }).click()
  }

  async #options(title: string, choice: 'Rename' | 'Delete'): Promise<void> {
    const item = this.conversations.getByRole('listitem').filter({ hasText: title })
    await item.getByRole('button', { name: 'Conversation options' }).click()
    await this.page.getByRole('menuitem', { name: choice }).click()
  }
}
