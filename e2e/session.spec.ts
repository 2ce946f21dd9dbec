import { refusal } from './actor.ts'
import { expect, test } from './fixtures.ts'
import { SignInPage } from './pages/sign-in-page.ts'

test('nothing answers without a session', async ({ request }) => {
  for (const path of ['/api/me', '/api/conversations', '/api/approvals', '/api/ledger']) {
    expect(await refusal(await request.get(path), 401)).toMatchObject({ code: 'signed_out' })
  }
  const answer = await request.post('/api/conversations', { data: {} })
  await refusal(answer, 401)
})

test('a foreign origin changes nothing', async ({ member }) => {
  const headers = { origin: 'https://elsewhere.example' }
  await refusal(await member.api.post('/api/conversations', { headers }), 403)
  const { items } = await (await member.api.get('/api/conversations')).json()
  expect(items).toEqual([])
})

test('signing out ends every tab: sockets close, and the page says what to do', async ({
  member,
}) => {
  const conversation = await member.chat.start('Hello')
  const other = await member.secondTab()
  const opened = other.page.waitForEvent('websocket')
  await other.chat.open(conversation)
  await other.chat.reads('Hello')
  const socket = await opened
  const closed = socket.waitForEvent('close')

  await member.shell.signOut()
  await expect(member.page).toHaveURL('/sign-in')
  await closed
  await expect(other.page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await other.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.page).toHaveURL(`/sign-in?to=${encodeURIComponent(`/c/${conversation}`)}`)
  await refusal(await member.api.get('/api/me'), 401)
})

test('a wrong password gets one sentence, and the address stays', async ({ page }) => {
  const signIn = new SignInPage(page)
  await signIn.open()
  await signIn.email.fill('nobody@fernway.example')
  await signIn.password.fill('not the right one')
  await signIn.signIn.click()
  await expect(page.getByText('This e-mail address and password do not belong')).toBeVisible()
  await expect(signIn.email).toHaveValue('nobody@fernway.example')
})

test('/sign-in offers the demo accounts @smoke', async ({ page }) => {
  const signIn = new SignInPage(page)
  await signIn.open()
  await signIn.actAs('Auditor')
  await expect(page.getByRole('button', { name: /^Account: Auditor/ })).toBeVisible()
})
