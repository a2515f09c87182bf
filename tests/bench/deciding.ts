import { chromium } from '@playwright/test'
import { and, asc, eq, gt } from 'drizzle-orm'
import { members, posts, reviewItems } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { flagPost } from '#server/moderation/index.ts'
import { findBrowser } from '#tests/launch/browser.ts'
import { type Figures, median, tell } from './figures.ts'
import { fillForum, reader } from './forum.ts'
import type { Place, Places } from './places.ts'
import { startWeb } from './servers.ts'

const items = 200
const slowed = 4

/**
 * A moderator keeps what 200 items are about by keyboard, in a browser slowed four times: keys an item, and milliseconds
 * from the key until the next item's heading stands with the focus on it.
 */
export async function measureDeciding(places: Places, figures: Figures) {
  const browserPath = findBrowser(tell)
  if (!browserPath) throw new Error('no browser was found, and the figure needs one')
  const place = await places.database('deciding')
  await fillForum(place, 10_000)
  const { cookie } = await reader(place, 'decider')
  await place.db
    .update(members)
    .set({ roles: ['moderator'] })
    .where(eq(members.handle, 'decider'))
  await fillQueue(place)
  const web = await startWeb(place.url, places.folder)
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  try {
    const context = await browser.newContext()
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: web.url }])
    const page = await context.newPage()
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowed })
    const [first] = await openItems(place)
    await page.goto(`${web.url}${paths.reviewItem(first ?? '')}`)
    await page.locator('[data-shortcut="review.approve"]').waitFor()
    // scripts stand once the claim was answered
    await page.waitForLoadState('networkidle')

    const taken: number[] = []
    while (taken.length < items) {
      const left = (await openItems(place)).length
      if (left === 0) break
      await page.evaluate(watchFor, left === 1)
      await page.keyboard.press('1')
      taken.push(await page.evaluate(() => (globalThis as unknown as Watching).shownAfter))
      await page.waitForFunction(() => !document.querySelector('[data-sending]'))
    }
    const decided = items - (await openItems(place)).length
    const sorted = [...taken].sort((a, b) => a - b)
    figures.add({ name: 'queue items kept by keyboard', value: decided, unit: `of ${items}`, least: items })
    figures.add({ name: 'keys for each of them', value: taken.length / Math.max(1, decided), most: 2 })
    figures.add({
      name: 'from key to the next item, 4× slowed, median',
      value: median(taken),
      unit: 'ms',
      most: 100,
    })
    figures.add({
      name: 'the same, 95 of 100',
      value: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
      unit: 'ms',
    })
  } finally {
    await browser.close()
    await web.stop()
  }
}

type Watching = { shownAfter: Promise<number> }

/** In the page: from the next key until another heading has the focus, or until the empty queue after the last item. */
function watchFor(last: boolean) {
  const [text, path] = [document.querySelector('h1')?.textContent, location.pathname]
  const moved = () => {
    const heading = document.querySelector('h1')
    if (last) return location.pathname !== path
    return heading !== null && heading.textContent !== text && document.activeElement === heading
  }
  const until = (began: number, tell: (taken: number) => void) => {
    const taken = performance.now() - began
    if (moved() || taken > 10_000) tell(taken)
    else requestAnimationFrame(() => until(began, tell))
  }
  const shownAfter = new Promise<number>((resolve) => {
    addEventListener('keydown', (event) => until(event.timeStamp, resolve), { capture: true, once: true })
  })
  Object.assign(globalThis, { shownAfter })
}

const openItems = async ({ db }: Place) =>
  (
    await db
      .select({ id: reviewItems.id })
      .from(reviewItems)
      .where(eq(reviewItems.state, 'open'))
      .orderBy(asc(reviewItems.openedAt), asc(reviewItems.id))
  ).map(({ id }) => id)

/** A report each of 200 answers in as many topics, by members who differ. */
async function fillQueue({ db }: Place) {
  const ctx = makeCtx({ db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const reported = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.number, 2), gt(posts.topicId, 5 as typeof posts.topicId._.data)))
    .orderBy(asc(posts.topicId))
    .limit(items)
  for (const [n, { id }] of reported.entries()) {
    const actor = await actorOfMember(ctx, { handle: `member-${1 + n}` })
    await flagPost({ ...ctx, actor }, { postId: id, clause: 'no-spam' })
  }
}
