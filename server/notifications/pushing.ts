import { eq, lt, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import { pushes, pushSubscriptions } from '#db/schema/notifications.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type MemberId, newId, type PushId, type ReviewItemId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import * as paths from '#server/core/paths.ts'
import { enqueue } from '#server/core/queue.ts'
import { reaction } from '#server/core/reaction.ts'
import { say } from '#server/core/words.ts'
import type { Carried, PushCarrier } from './push-carrier.ts'
import { pushKeyPair } from './push-keys.ts'
import { liveBrowsers } from './views/own-browsers.ts'
import { livingBrowsers, pushInHand } from './views/pushed.ts'

const keptFor = 7 * 86_400_000

/** An alert goes to every browser its moderator added, once each (MOD-11). */
export const pushAlert = reaction<'moderator.alerted'>('notifications.pushAlert', async (ctx, fact) => {
  const { memberId, itemId, kind, push } = fact.payload
  if (!push) return
  const browsers = await liveBrowsers(ctx, memberId)
  // house: silent change — the alert has been told already
  await changeUngated(ctx, async (tx) => {
    for (const { id: subscriptionId } of browsers) {
      const queued = await tx.db
        .insert(pushes)
        .values({
          ...{ id: newId<PushId>(), eventId: fact.id, subscriptionId, itemId, kind },
          queuedAt: tx.now,
        })
        .onConflictDoNothing()
        .returning({ pushId: pushes.id })
      for (const { pushId } of queued) await enqueue(tx, { queue: 'notifications.push', payload: { pushId } })
    }
  })
})

const pushRef = z.object({ pushId: uuid<PushId>() })
export type PushTools = {
  push: PushCarrier
  alertStands(ctx: Ctx, about: { memberId: MemberId; itemId: ReviewItemId }): Promise<boolean>
}

/**
 * Sends one message: what kind of item waits and where it is read, and nothing of what anybody wrote. Not to who no longer
 * works that queue, nor of what is decided. A browser that wants no more is forgotten.
 */
export async function deliverPush(ctx: Ctx, input: unknown, { push, alertStands }: PushTools): Promise<void> {
  const { pushId } = parse(pushRef, input)
  const found = await pushInHand(ctx, pushId)
  if (!found) return
  const { message, browser, locale } = found
  const { itemId, kind } = message
  if (!(await alertStands(ctx, { memberId: browser.memberId, itemId })))
    return record(ctx, message, 'settled')
  const payload = JSON.stringify({
    title: say(locale, 'notice.push.title', { kind }),
    url: paths.reviewItem(itemId),
    tag: itemId,
  })
  const topic = itemId.replaceAll('-', '')
  const carried = await push.carry(browser, { payload, topic, site: ctx.site }, await pushKeyPair(ctx))
  await record(ctx, message, carried)
}

type Message = Pick<typeof pushes.$inferSelect, 'id' | 'subscriptionId'>

async function record(ctx: Ctx, { id, subscriptionId }: Message, outcome: Carried | 'settled') {
  // house: silent change — what became of a message is told nobody
  await changeUngated(ctx, async (tx) => {
    if (outcome === 'gone')
      return void (await tx.db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, subscriptionId)))
    await tx.db
      .update(pushes)
      .set(outcome === 'sent' ? { sentAt: tx.now } : { droppedAt: tx.now, droppedFor: outcome })
      .where(eq(pushes.id, id))
  })
}

/** Messages of last week, and browsers whose session is over; called by a daily sweep. */
export async function prunePushes(ctx: Ctx): Promise<void> {
  // house: silent change — nothing reaches anybody through what goes
  await changeUngated(ctx, async (tx) => {
    await tx.db.delete(pushes).where(lt(pushes.queuedAt, new Date(tx.now.getTime() - keptFor)))
    await tx.db.delete(pushSubscriptions).where(notInArray(pushSubscriptions.id, livingBrowsers(tx)))
  })
}
