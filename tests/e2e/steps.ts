import { type Browser, expect, type Page } from '@playwright/test'

/** Everybody's password in the sample community. */
export const password = 'throughline-demo'

/** Signs in through the page, as a person would. */
export async function signIn(page: Page, handle: string) {
  await page.goto('/signin')
  await page
    .getByLabel(/mail|handle/i)
    .first()
    .fill(handle)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/signin')
}

/** A page of its own for someone signed in: another browser, another person. */
export async function pageOf(
  browser: Browser,
  handle: string,
  options: { javaScriptEnabled?: boolean } = {},
) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await signIn(page, handle)
  return page
}

/** Asks on a board by the one form and answers the address of the new question. */
export async function ask(
  page: Page,
  question: {
    board: string
    title: string
    body: string
    /** How long it takes to write, in ms: a newcomer who takes no time is suspected of being none (MOD-19). */
    takes?: number
  },
) {
  await page.goto('/ask')
  await page.getByLabel('Title').fill(question.title)
  await page.getByLabel('Board', { exact: true }).selectOption({ label: question.board })
  await page.getByLabel('Details').fill(question.body)
  await page.waitForTimeout(question.takes ?? 0)
  await page.getByRole('button', { name: 'Post question' }).click()
  await expect(page.getByRole('heading', { level: 1, name: question.title })).toBeVisible()
  return new URL(page.url()).pathname
}

/** Writes at the end of the open topic. */
export async function reply(page: Page, text: string) {
  await page.getByLabel('Text', { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(page.getByText(text)).toBeVisible()
}
