import { expect, test } from '@playwright/test'
import { ask, pageOf, reply, signIn } from './steps.ts'

test('ESC-01 ESC-06 ESC-20: a covered question without a reply reaches an engineer by itself, who sees it through', async ({
  browser,
  page,
}) => {
  test.setTimeout(150_000)
  const ada = await pageOf(browser, 'ada')
  await ada.goto('/admin/sla')
  await ada.getByText('Add or change a policy').click()
  const form = ada.getByRole('group').filter({ hasText: 'Add or change a policy' })
  await form.getByLabel('Key').fill('journey')
  await form.getByLabel(/^Level/).fill('Gold')
  await form.getByLabel(/^Board/).fill('billing')
  await form.getByLabel('First reply within').fill('PT2S')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(ada.getByRole('rowheader', { name: /journey/ })).toBeVisible()

  await signIn(page, 'cal')
  const title = `Invoice run stops at noon ${Date.now()}`
  const address = await ask(page, {
    board: 'Billing & invoices',
    title,
    body: 'It stops with E_RUN_12 every day at noon.',
  })
  const aside = page.getByRole('complementary')
  await expect
    .poll(async () => (await page.goto(address), aside.getByText(/Case C-\d+/).count()), {
      timeout: 60_000,
      intervals: [2_000],
    })
    .toBe(1)
  // the page may have been read while the question was escalating
  await page.goto(address)
  await expect(page.getByRole('list').getByText('Escalated').first()).toBeVisible()

  const eli = await pageOf(browser, 'eli')
  await eli.goto('/console')
  await eli.getByRole('link', { name: title }).click()
  await eli.getByLabel('To', { exact: true }).selectOption('eli')
  await eli.getByRole('button', { name: 'Assign', exact: true }).click()
  await eli.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(eli.getByText('Acknowledged', { exact: true })).toBeVisible()
  await reply(eli, 'Your tenant hit a stuck worker; it was restarted at noon.')
  await page.goto(address)
  await expect(page.getByText('stuck worker')).toBeVisible()
  await expect(page.getByText('Northline staff').first()).toBeVisible()
})

test('ESC-17 FIND-03: visitors and peers see no clock and no case', async ({ browser, page }) => {
  const bo = await pageOf(browser, 'bo')
  for (const who of [page, bo]) {
    await who.goto('/questions?is=escalated')
    const first = who.getByRole('main').getByRole('article').first().getByRole('link').first()
    await first.click()
    await expect(who.getByRole('heading', { name: 'Where this stands' })).toBeVisible()
    await expect(who.getByText(/Case C-\d+/)).toHaveCount(0)
  }
  await page.goto('/console')
  expect(new URL(page.url()).pathname).toBe('/signin')
  const refused = await bo.goto('/console')
  expect(refused?.status()).toBe(403)
})
