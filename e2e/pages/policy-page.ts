import { expect, type Locator, type Page } from '@playwright/test'

/** `/policy`: the rules in words, what would happen if, and for admins the document. */
export class PolicyPage {
  readonly page: Page
  readonly link: Locator
  readonly rules: Locator
  readonly trial: Locator
  readonly answer: Locator
  readonly editor: Locator
  readonly document: Locator
  readonly changes: Locator
  readonly faults: Locator
  readonly proposeButton: Locator
  readonly openRequest: Locator

  constructor(page: Page) {
    this.page = page
    this.link = page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Policy', exact: true })
    this.rules = page.getByRole('region', { name: 'The rules' })
    this.trial = page.getByRole('region', { name: 'What would happen if…' })
    this.answer = this.trial.getByRole('status')
    this.editor = page.getByText('Edit the document')
    this.document = page.getByRole('textbox', { name: 'Policy document' })
    this.changes = page.getByRole('region', { name: 'What changes' })
    this.faults = page.getByRole('list', { name: 'Faults' })
    this.proposeButton = page.getByRole('button', { name: 'Propose change' })
    this.openRequest = page.getByRole('link', { name: 'Open the request' })
  }

  async open(): Promise<void> {
    await this.page.goto('/policy')
    await expect(this.rules).toBeVisible()
  }

  /** Fills in an imagined call: `{ Action: 'Send payment', Payee: 'Harbor Print', Amount: '$40' }`. */
  async attempt({ Action, ...fields }: Record<string, string>): Promise<void> {
    if (Action) await this.trial.getByLabel('Action').selectOption({ label: Action })
    for (const [label, value] of Object.entries(fields)) {
      await this.trial.getByLabel(label, { exact: true }).fill(value)
    }
    await this.trial.getByRole('button', { name: 'Try it' }).click()
  }

  /** Opens the editor and gives what stands in it. */
  async read(): Promise<{ timers: object; rules: Record<string, unknown>[] }> {
    if (await this.document.isHidden()) await this.editor.click()
    return JSON.parse(await this.document.inputValue())
  }

  async propose(document: unknown): Promise<void> {
    await this.document.fill(
      typeof document === 'string' ? document : JSON.stringify(document, null, 2),
    )
    await this.proposeButton.click()
  }
}
