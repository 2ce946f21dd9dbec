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
    this.status = this.root.getByRole('status')
  }

  async approve(): Promise<void> {
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
