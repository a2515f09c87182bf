import { expect, test } from '@playwright/test'
import { ask, pageOf, reply, signIn } from './steps.ts'

test('MOD-01 MOD-13 UX-MOD-2: a member reports a post, a moderator decides it by keyboard, author and reporter read the outcome', async ({
  browser,
  page,
}) => {
  await signIn(page, 'nia')
  const title = `Tours swap at noon ${Date.now()}`
  const address = await ask(page, { board: 'Routes', title, body: 'Two tours change places at noon.' })
  const rob = await pageOf(browser, 'rob')
  await rob.goto(address)
  await reply(rob, 'We sell a tool for that, write to sales@tours.example today.')

  const bo = await pageOf(browser, 'bo')
  await bo.goto(address)
  const advert = bo.getByRole('article').filter({ hasText: 'sales@tours.example' })
  await advert.getByLabel('More').click()
  await advert.getByRole('link', { name: 'Report' }).click()
  await bo.getByLabel('No spam').check()
  await bo.getByRole('button', { name: 'Report', exact: true }).click()
  await expect(bo.getByRole('heading', { level: 1, name: title })).toBeVisible()

  const mo = await pageOf(browser, 'mo')
  await mo.goto('/mod/queue?view=flags')
  await mo.getByRole('link', { name: title }).click()
  await expect(mo.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await mo.waitForLoadState('networkidle')
  await mo.keyboard.press('3')
  const rule = mo.getByRole('radio', { name: 'No spam' })
  await expect(rule).toBeFocused()
  await mo.keyboard.press('1')
  await expect(rule).not.toBeChecked()
  await mo.keyboard.press('5')
  await expect(rule).toBeChecked()
  await mo.keyboard.press('Enter')
  await expect(mo.getByRole('heading', { level: 1, name: title })).toHaveCount(0)
  await expect(mo.getByRole('button', { name: 'Undo' })).toBeVisible()

  await page.goto(address)
  await expect(page.getByText(/hidden by moderators/)).toBeVisible()
  await expect(page.getByText('sales@tours.example')).toHaveCount(0)
  await rob.goto('/statements')
  await rob.getByRole('listitem').filter({ hasText: 'No spam' }).getByRole('link').first().click()
  await expect(rob.getByText('Your post was hidden because it breaks our rule “No spam”')).toBeVisible()
  await bo.goto('/reports')
  await expect(bo.getByRole('listitem').filter({ hasText: title }).getByText('It was hidden.')).toBeVisible()
})

test('MOD-08 UX-PERF-2: a newcomer’s first post waits, a moderator releases it, and all see it, the newcomer without JavaScript', async ({
  browser,
}) => {
  const newcomer = await pageOf(browser, 'petra', { javaScriptEnabled: false })
  const title = `Scale shows grams as kilograms ${Date.now()}`
  const address = await ask(newcomer, {
    board: 'Warehouse',
    title,
    body: 'Since the last update.',
    takes: 3_500,
  })
  await expect(newcomer.getByText('This topic waits for review.')).toBeVisible()
  const guest = await (await browser.newContext()).newPage()
  expect((await guest.goto(address))?.status()).toBe(404)

  const mo = await pageOf(browser, 'mo')
  await expect
    .poll(
      async () => (
        await mo.goto('/mod/queue?view=first-posts'),
        mo.getByRole('link', { name: title }).count()
      ),
      {
        timeout: 30_000,
      },
    )
    .toBe(1)
  await mo.getByRole('link', { name: title }).click()
  await expect(mo.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await mo.waitForLoadState('networkidle')
  await mo.keyboard.press('1')
  await expect(mo.getByRole('heading', { level: 1, name: title })).toHaveCount(0)

  await expect.poll(async () => (await guest.goto(address))?.status(), { timeout: 30_000 }).toBe(200)
  await expect(guest.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await newcomer.goto(address)
  await expect(newcomer.getByText('This topic waits for review.')).toHaveCount(0)
})
