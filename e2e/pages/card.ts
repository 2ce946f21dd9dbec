import { expect, type Locator, type Page } from '@playwright/test'
import type { Status } from '../../domain/approval.ts'

/** One approval request, wherever it is shown. */
export class Card {
  readonly root: Locator
  readonly approveButton: Locator
  readonly denyButton: Locator
  readonly withdrawButton: Locator
  readonly reason: Locator
  readonly denyRequest: Locator
  /** Where the rule wants a reason for a yes. */
  readonly approveRequest: Locator
  readonly editButton: Locator
  readonly saveChanges: Locator
  readonly undoButton: Locator
  readonly moreTime: Locator
  readonly checkAgain: Locator
  readonly settleButton: Locator
  readonly dontAskAgain: Locator
  readonly giveGrant: Locator
  /** A refusal, a lost race, the outcome. */
  readonly status: Locator

  /** @param about any part of its title that no other test's cards have: an invoice's number */
  constructor(scope: Page | Locator, about: string) {
    this.root = scope
      .getByRole('group', { name: `Approval request: ` })
      .and(scope.getByRole('group', { name: about }))
    this.approveButton = this.root.getByRole('button', { name: 'Approve', exact: true })
    this.denyButton = this.root.getByRole('button', { name: 'Deny', exact: true })
    this.withdrawButton = this.root.getByRole('button', { name: 'Withdraw', exact: true })
    this.reason = this.root.getByRole('textbox', { name: 'Reason' })
    this.denyRequest = this.root.getByRole('button', { name: 'Deny request' })
    this.approveRequest = this.root.getByRole('button', { name: 'Approve request' })
    this.editButton = this.root.getByRole('button', { name: 'Edit', exact: true })
    this.saveChanges = this.root.getByRole('button', { name: 'Save changes' })
    this.undoButton = this.root.getByRole('button', { name: 'Undo', exact: true })
    this.moreTime = this.root.getByRole('button', { name: 'Give it more time' })
    this.checkAgain = this.root.getByRole('button', { name: 'Check again' })
    this.settleButton = this.root.getByRole('button', { name: 'Settle…' })
    this.dontAskAgain = this.root.getByRole('button', { name: 'Don’t ask again for this…' })
    this.giveGrant = this.root.getByRole('button', { name: 'Give grant' })
    this.status = this.root.getByRole('status')
  }

  /** Comes to the button from elsewhere, as a person does: a pointer that it slid under does not count. */
  async approve(): Promise<void> {
    await this.approveButton.page().mouse.move(1, 1)
    await this.approveButton.click()
  }

  async deny(reason = ''): Promise<void> {
    await this.denyButton.click()
    await this.reason.fill(reason)
    await this.denyRequest.click()
  }

  async withdraw(): Promise<void> {
    await this.withdrawButton.click()
  }

  /** A field of whichever form is open, by its label. */
  field(label: string): Locator {
    return this.root.getByRole('textbox', { name: label })
  }

  /** Opens the form, fills in these fields and sends it. */
  async edit(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.editButton.click()
    for (const [label, text] of Object.entries(fields)) await this.field(label).fill(text)
    await this.saveChanges.click()
  }

  /** @param span `1 day`, `1 week` or `30 days` */
  async extend(span: string): Promise<void> {
    await this.moreTime.click()
    await this.root.getByRole('button', { name: span }).click()
  }

  async settle(outcome: 'It happened' | 'It did not happen', reason: string): Promise<void> {
    await this.settleButton.click()
    await this.root.getByRole('radio', { name: outcome }).check()
    await this.field('How do you know?').fill(reason)
    await this.root.getByRole('button', { name: 'Settle', exact: true }).click()
  }

  /** Waits until the card shows this state. */
  async is(status: Status, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.root).toHaveAttribute('data-status', status, options)
  }

  /** The request's id, once the card is there. */
  async requestId(): Promise<string> {
    await expect(this.root).toHaveAttribute('data-request-id', /^c_/)
    return (await this.root.getAttribute('data-request-id')) ?? ''
  }
}
