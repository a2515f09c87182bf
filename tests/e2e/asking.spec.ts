import { expect, test } from '@playwright/test'
import { ask, pageOf, reply, signIn } from './steps.ts'

test('ASK-02 ASK-04: asked, answered, voted for, accepted, and solved in the list', async ({
  browser,
  page,
}) => {
  await signIn(page, 'nia')
  const title = `Label printer skips every second label ${Date.now()}`
  const address = await ask(page, {
    board: 'Warehouse',
    title,
    body: 'Since firmware 5.2 every second label stays empty.',
  })

  const bo = await pageOf(browser, 'bo')
  await bo.goto(address)
  await reply(bo, 'Set the gap sensor to "web" in the driver, then calibrate.')
  const question = bo.getByRole('article').filter({ hasText: 'firmware 5.2' })
  await question.getByRole('button', { name: 'Helpful, 0 votes' }).click()
  await expect(question.getByRole('button', { name: 'Helpful, 1 vote', pressed: true })).toBeVisible()
  await bo.goto(address)
  await expect(question.getByRole('button', { name: 'Helpful, 1 vote', pressed: true })).toBeVisible()

  await page.goto(address)
  const answer = page.getByRole('article').filter({ hasText: 'gap sensor' })
  await answer.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(answer.getByText('Accepted answer')).toBeVisible()

  await page.goto('/questions?is=solved&sort=new')
  await expect(page.getByRole('link', { name: title })).toBeVisible()
  await expect
    .poll(
      async () => (await bo.goto('/activity?filter=all'), bo.getByRole('link', { name: title }).count()),
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0)
})

test('UX-PERF-2: signing in, asking, answering, voting, accepting and searching without JavaScript', async ({
  browser,
}) => {
  const nia = await pageOf(browser, 'nia', { javaScriptEnabled: false })
  const title = `Route export without script ${Date.now()}`
  const address = await ask(nia, { board: 'Routes', title, body: 'The export button does nothing.' })

  const bo = await pageOf(browser, 'bo', { javaScriptEnabled: false })
  await bo.goto(address)
  await reply(bo, 'Export through the depot page instead.')
  const question = bo.getByRole('article').filter({ hasText: 'export button' })
  await question.getByRole('button', { name: 'Helpful, 0 votes' }).click()
  await bo.goto(address)
  await expect(question.getByRole('button', { name: 'Helpful, 1 vote', pressed: true })).toBeVisible()

  await nia.goto(address)
  const answer = nia.getByRole('article').filter({ hasText: 'depot page' })
  await answer.getByRole('button', { name: 'Accept', exact: true }).click()
  await nia.goto(address)
  await expect(answer.getByText('Accepted answer')).toBeVisible()

  await nia.goto('/search')
  await nia.getByRole('main').getByRole('searchbox').fill(`route export without script`)
  await nia.getByRole('main').getByRole('button', { name: 'Search' }).click()
  await expect(nia.getByRole('link', { name: title })).toBeVisible()
})

test('UX-ASK-6: an empty form says what is missing, leads to the fields and keeps what was typed', async ({
  page,
}) => {
  await signIn(page, 'nia')
  await page.goto('/ask')
  await page.getByLabel('Details').fill('Only the details are here.')
  await page.getByRole('button', { name: 'Post question' }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toBeFocused()
  await summary.getByRole('link', { name: /title/i }).click()
  await expect(page.getByLabel('Title')).toBeFocused()
  await expect(page.getByLabel('Details')).toHaveValue('Only the details are here.')
})

test('LIVE-01: replies that arrive while one reads wait behind a counted pill and nothing moves', async ({
  browser,
  page,
}) => {
  await signIn(page, 'nia')
  const address = await ask(page, {
    board: 'Warehouse',
    title: `Scanner loses its pairing ${Date.now()}`,
    body: `${'It was paired this morning. '.repeat(60)}`,
  })
  await page.goto(address)
  await page.waitForTimeout(4_000)
  await page.mouse.wheel(0, 200)
  await page.waitForTimeout(300)
  const before = await page.evaluate(() => scrollY)

  const bo = await pageOf(browser, 'bo')
  await bo.goto(address)
  for (const text of ['First: reset it.', 'Second: check the battery.', 'Third: update the dock.'])
    await reply(bo, text)
  await expect(page.getByRole('button', { name: '3 new replies' })).toBeVisible({ timeout: 20_000 })
  expect(await page.evaluate(() => scrollY)).toBe(before)
  await expect(page.getByText('First: reset it.')).toHaveCount(0)

  await page.getByRole('button', { name: '3 new replies' }).click()
  await expect(page.getByText('First: reset it.')).toBeVisible()
  await expect(page.locator(':focus')).toContainText('First: reset it.')
})
