import { type Browser, expect, type Page, test } from '@playwright/test'
import axe from 'axe-core'
import { pageOf } from './steps.ts'

/** Every page in every mode: the rules of a page once, and in the other modes what a colour can break. */
const modes = ['light', 'dark', 'light-hc', 'dark-hc']
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Rows of one list are made alike: the first of them speak for the rest, which are taken out after the first mode. */
const alike = ['.topic-list', '.board-list', '.hits', '.auto-grid', 'tbody']
  .map((list) => `${list} > :nth-child(n + 7)`)
  .join()

/** What each reader can open. A star stands for the rest of the first link that begins so, a plus for the page before. */
const walks: Record<string, string[]> = {
  visitor: [
    '/',
    '/questions',
    '/q/*',
    '/boards',
    '/b/*',
    '/tags',
    '/tag/*',
    '/members',
    '/u/*',
    '/ranks',
    '/badges/student',
    '/help/rewards',
    '/search?q=webhook',
    '/search?q=nothing-says-this',
    '/ask',
    '/join',
    '/signin',
    '/recover',
    '/terms',
    '/terms/1',
    '/privacy',
    '/guidelines',
    '/keyboard',
    '/settings/appearance',
    '/nowhere',
  ],
  nia: [
    '/',
    '/questions?is=solved',
    '/q/*',
    '+/history',
    '/questions?is=unanswered',
    '/q/*',
    '/b/lounge',
    '/d/*',
    '/b/lounge/new',
    '/ask',
    '/activity',
    '/u/nia',
    '/u/bo',
    '/following',
    '/saves',
    '/settings/profile',
    '/settings/account',
    '/settings/security',
    '/settings/notifications',
    '/verify',
    '/console',
  ],
  eli: ['/', '/console', '/console/c/*', '/console/unreplied', '/activity', '/questions', '/q/*'],
  ada: [
    '/',
    '/admin',
    '/admin/boards',
    '/admin/crm',
    '/admin/crm/accounts/*',
    '/admin/crm/matching',
    '/admin/sla',
    '/admin/outbox',
    '/admin/outbox/*',
    '/admin/jobs',
    '/admin/ranks',
    '/admin/points?preset=scoold',
    '/admin/settings',
    '/admin/people',
    '/admin/people/*',
    '/admin/policies',
    '/admin/api',
  ],
}

// what axe finds names its page and element; a recording of every look would cost as much again
test.use({ trace: 'off' })

for (const [reader, walk] of Object.entries(walks))
  test(`OPS-12 A11Y-3: the automated part, axe finds nothing serious on the pages of ${reader} in four modes`, async ({
    browser,
  }) => {
    test.setTimeout(180_000)
    const page = await openedFor(browser, reader)
    const wrong = complaintsOf(page)
    for (const step of walk) {
      await page.goto(await addressOf(page, step))
      await isAlive(page)
      wrong.push(...(await findings(page)))
    }
    expect(wrong).toEqual([])
  })

/** Waits until React has taken over what the server sent: what is taken out of a page before would be missed. */
const isAlive = (page: Page) =>
  page.waitForFunction(() => {
    const [, held] = Object.entries(document).find(([name]) => name.startsWith('__reactContainer')) ?? []
    const root = held as { stateNode: { current: { memoizedState: { isDehydrated: boolean } } } } | undefined
    return root?.stateNode.current.memoizedState.isDehydrated === false
  })

const openedFor = async (browser: Browser, reader: string) =>
  reader === 'visitor' ? (await browser.newContext()).newPage() : pageOf(browser, reader)

/** What the page's own script complains of while the test runs: errors, and differences from what the server sent. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
  page.on('console', (line) => {
    const asked = /status of 40[34]/.test(line.text())
    if (line.type() === 'error' && !asked) complaints.push(`${page.url()} ${line.text()}`)
  })
  return complaints
}

async function addressOf(page: Page, step: string) {
  if (step.startsWith('+')) return new URL(page.url()).pathname + step.slice(1)
  if (!step.endsWith('*')) return step
  const found = await page
    .locator(`main a[href^="${step.slice(0, -1)}"]`)
    .first()
    .getAttribute('href')
  return found?.split(/[?#]/)[0] ?? step
}

/** One visit of axe to the open page: the whole set of rules in the first mode, in the others what a mode can change. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(
    async ({ modes, tags, alike }) => {
      const { axe: injected } = window as unknown as { axe: typeof axe }
      const wrong: string[] = []
      for (const mode of modes) {
        document.documentElement.dataset.mode = mode
        // colours still on their way from one mode to the other are nobody's
        for (const moving of document.getAnimations()) moving.finish()
        const runOnly: axe.RunOnly =
          mode === modes[0]
            ? { type: 'tag', values: tags }
            : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
        const { violations } = await injected.run(document, { runOnly, resultTypes: ['violations'] })
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            wrong.push(...nodes.slice(0, 3).map(({ target }) => `${mode} ${id} ${target.join(' ')}`))
        for (const row of document.querySelectorAll(alike)) row.remove()
      }
      return wrong
    },
    { modes, tags, alike },
  )
  return found.map((line) => `${page.url()} ${line}`)
}
