import { refusal } from './actor.ts'
import { expect, test } from './fixtures.ts'
import { PolicyPage } from './pages/policy-page.ts'

test.describe('the policy', () => {
  test('is read by everybody in plain words @smoke', async ({ member }) => {
    const policy = new PolicyPage(member.page)
    await member.page.goto('/')
    await policy.link.click()

    const payments = policy.rules.getByRole('region', { name: 'Pay invoice', exact: true })
    await expect(payments.getByRole('listitem')).toHaveCount(4)
    await expect(payments.getByRole('listitem').first()).toContainText(
      'The requester must approve, when what the requester spends in 24 hours is at most $250.00.',
    )
    await expect(policy.editor).toBeHidden()
  })

  test('tells a member what would happen, and reserves nothing', async ({ member }) => {
    const policy = new PolicyPage(member.page)
    await policy.open()
    const send = { Action: 'Send payment', Payee: 'Harbor Print' }

    await policy.attempt({ ...send, Amount: '$200' })
    await expect(policy.answer).toContainText('You would have to confirm it yourself.')
    await policy.attempt({ ...send, Amount: '$100' })
    await expect(policy.answer).toContainText('You would have to confirm it yourself.')
    await policy.attempt({ ...send, Amount: '$1,850.00' })
    await expect(policy.answer).toContainText('It would wait for a yes from a reviewer.')
    await policy.attempt({ ...send, Amount: '30000' })
    await expect(policy.answer).toContainText('It would be refused.')
    await policy.attempt({ ...send, Amount: 'much' })
    await expect(policy.answer).toContainText('Amount must be an amount like $1,850.00.')
  })

  test('fits a narrow screen', async ({ admin }) => {
    await admin.page.setViewportSize({ width: 360, height: 740 })
    const policy = new PolicyPage(admin.page)
    await policy.open()
    await policy.read()
    const overflow = await admin.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  })
})

// The policy is the workspace's: one test changes it, by a rule that no other test's call meets.
test('an admin proposes, a manager decides, and only then it is the policy', async ({
  admin,
  member,
  manager,
}) => {
  const id = `never-${crypto.randomUUID()}`
  const payee = `Nobody ${id}`
  const page = new PolicyPage(admin.page)
  await page.open()
  const document = await page.read()
  const rule = {
    id,
    tool: 'send_payment',
    when: [{ fact: 'payee', op: 'eq', value: payee }],
    outcome: 'deny',
    reason: 'Nobody is paid.',
  }

  await test.step('what is faulty is told with its place', async () => {
    await page.propose('{')
    await expect(page.page.getByText('This is not JSON')).toBeVisible()
    await page.propose({ ...document, rules: [{ ...rule, outcome: 'ask' }, ...document.rules] })
    await expect(page.faults).toContainText(`rules[0].approvers (${id})`)
    await expect(page.faults).toContainText('A rule that asks must say who is asked.')
  })

  const next = { ...document, rules: [...document.rules, rule] }
  await page.propose(next)
  await expect(page.changes).toContainText(`Rule ${id}`)
  await page.openRequest.click()
  const own = admin.review.card('Change the policy: ')
  await own.is('pending')
  await expect(own.approveButton).toBeHidden()
  const requestId = await own.root.getAttribute('data-request-id')

  const trial = new PolicyPage(member.page)
  await trial.open()
  await trial.attempt({ Action: 'Send payment', Payee: payee, Amount: '$1' })
  await expect(trial.answer).toContainText('You would have to confirm it yourself.')

  await manager.review.openRequest(requestId ?? '')
  const card = manager.review.card('Change the policy: 1 rule added')
  await expect(card.root).toContainText(`payee is "${payee}": it is refused.`)
  await card.approve()
  await card.is('succeeded')

  await trial.attempt({ Action: 'Send payment', Payee: payee, Amount: '$1' })
  await expect(trial.answer).toContainText('It would be refused.')
  const late = await admin.api.put('/api/policy', { data: next, headers: { 'if-match': '"1"' } })
  expect(await refusal(late, 412)).toMatchObject({ code: 'stale' })
})
