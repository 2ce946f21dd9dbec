import { expect, test } from './fixtures.ts'

test.describe('a small invoice', () => {
  test('is paid once the member approves, and not before @smoke', async ({ member, workshop }) => {
    const { number } = await workshop.invoice(120_00)
    await member.chat.start(`Pay invoice ${number}`)

    const card = member.chat.card(number)
    await card.is('pending')
    await expect(card.root).toContainText('$120.00')
    await expect(card.root).toContainText('Harbor Print')
    await expect(card.approveButton).not.toBeFocused()
    const id = await card.requestId()
    expect(await workshop.paymentsFor(id)).toEqual([])

    await card.approve()
    await card.is('succeeded')
    await expect(card.status).toContainText('approved by you.')
    await expect(card.approveButton).toBeHidden()
    await member.chat.reads('Done: paid $120.00 to Harbor Print')
    expect(await workshop.paymentsFor(id)).toMatchObject([
      { key: `${id}.1.1`, amount: 120_00, payee: 'Harbor Print' },
    ])
  })

  test('is not paid when denied, and the assistant goes on from the reason @smoke', async ({
    member,
    workshop,
  }) => {
    const { number } = await workshop.invoice(75_50)
    await member.chat.start(`Pay invoice ${number}`)
    const card = member.chat.card(number)
    await card.deny('This one is from last year.')

    await card.is('denied')
    await expect(card.root).toContainText('This one is from last year.')
    await member.chat.reads('The reason given: “This one is from last year.”')
    expect(await workshop.paymentsFor(await card.requestId())).toEqual([])
  })

  test('can be withdrawn by whoever asked', async ({ member, workshop }) => {
    const { number } = await workshop.invoice(30_00)
    await member.chat.start(`Pay invoice ${number}`)
    const card = member.chat.card(number)
    await card.withdraw()
    await card.is('withdrawn')
    await expect(card.approveButton).toBeHidden()
    expect(await workshop.paymentsFor(await card.requestId())).toEqual([])
  })

  test('is asked for once, however often the member repeats it', async ({ member, workshop }) => {
    const { number } = await workshop.invoice(40_00)
    const conversation = await member.chat.start(`Pay invoice ${number}`)
    await member.chat.card(number).is('pending')
    await member.chat.say(`Pay invoice ${number}`)
    await member.chat.reads('Already waiting')
    expect(await member.requestsOf(conversation)).toHaveLength(1)
  })

  test('is paid once when Approve is sent twenty times', async ({ member, workshop }) => {
    const { number } = await workshop.invoice(15_00)
    await member.chat.start(`Pay invoice ${number}`)
    const id = await member.chat.card(number).requestId()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => member.decide(id, 'approve')),
    )
    expect(answers.map((answer) => answer.status())).toEqual(Array.from({ length: 20 }, () => 200))
    await member.chat.card(number).is('succeeded')
    expect(await workshop.paymentsFor(id)).toHaveLength(1)
  })
})

test('two calls in one step are two cards, each carried out when approved', async ({
  member,
  workshop,
}) => {
  const [one, two] = [await workshop.invoice(11_00), await workshop.invoice(12_00)]
  await member.chat.start(`Pay invoices ${one.number} and ${two.number}`)
  const [first, second] = [member.chat.card(one.number), member.chat.card(two.number)]
  await first.is('pending')
  await second.is('pending')

  await second.approve()
  await second.is('succeeded')
  await first.is('pending')
  expect(await workshop.paymentsFor(await second.requestId())).toHaveLength(1)
  expect(await workshop.paymentsFor(await first.requestId())).toHaveLength(0)

  await first.deny('Not this one.')
  await first.is('denied')
  await member.chat.reads('Done: paid $12.00')
  await member.chat.reads('Not this one.')
  expect(await workshop.paymentsFor(await first.requestId())).toHaveLength(0)
})
