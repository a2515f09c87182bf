import { expect, test } from '@playwright/test'
import { ask, pageOf, reply, signIn } from './steps.ts'

test('MOD-22: a moderator hides a post with clause and reason; others see a stub', async ({
  browser,
  page,
}) => {
  await signIn(page, 'nia')
  const address = await ask(page, {
    board: 'Billing & invoices',
    title: `Credit note doubled ${Date.now()}`,
    body: 'It was booked twice.',
  })
  const bo = await pageOf(browser, 'bo')
  await bo.goto(address)
  await reply(bo, 'Cheap credit at loans.example, call now.')

  const mo = await pageOf(browser, 'mo')
  await mo.goto(address)
  const post = mo.getByRole('article').filter({ hasText: 'loans.example' })
  await post.getByLabel('More').click()
  await post.getByRole('link', { name: 'Hide…' }).click()
  await mo.getByLabel('Reason').fill('Advertises credit.')
  await mo.getByLabel('Clause', { exact: true }).selectOption({ label: 'No spam' })
  await mo.getByRole('button', { name: 'Show what the member will read' }).click()
  await mo.getByRole('button', { name: 'Hide with reason' }).click()
  await expect(mo.getByRole('heading', { level: 1, name: /^Credit note doubled/ })).toBeVisible()
  await page.goto(address)
  await expect(page.getByText(/hidden by moderators/)).toBeVisible()
  await expect(page.getByText('loans.example')).toHaveCount(0)
})

test('UX-THEME-2: the first paint is in the chosen mode, and no page is wider than 320 pixels', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.goto('/')
  await context.addCookies([{ name: 'mode', value: 'dark', url: page.url() }])
  for (const address of [
    '/',
    '/questions',
    '/boards',
    '/b/billing',
    '/tags',
    '/ask',
    '/search?q=invoice',
    '/signin',
    '/join',
    '/terms',
    '/u/bo',
    '/q/1',
  ]) {
    const answer = await page.goto(address)
    expect(await answer?.text(), address).toContain('data-mode="dark"')
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      address,
    ).toBeLessThanOrEqual(0)
  }
})

test('an address nobody has says so kindly, and signing in comes back to where one was going', async ({
  page,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  const lost = await page.goto('/no/such/page')
  expect(lost?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/activity')
  expect(new URL(page.url()).pathname).toBe('/signin')
  await page.getByLabel(/handle or email/i).fill('bo')
  await page.getByLabel('Password', { exact: true }).fill('throughline-demo')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/activity')
  expect(errors).toEqual([])
})
