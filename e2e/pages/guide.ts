import type { Locator, Page } from '@playwright/test'

/** The line that tells a visitor of the demo what to try next. */
export class Guide {
  readonly root: Locator
  readonly words: Locator
  readonly hide: Locator
  /** The one button that leads on. */
  readonly next: Locator

  constructor(page: Page) {
    this.root = page.getByRole('region', { name: 'First steps' })
    this.words = this.root.getByRole('status')
    this.hide = this.root.getByRole('button', { name: 'Hide first steps' })
    this.next = this.root.getByRole('button').and(page.locator(':not([aria-label])'))
  }
}
