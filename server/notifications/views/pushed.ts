import { and, eq, isNull } from 'drizzle-orm'
import { members, pushes, pushSubscriptions, sessions } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { PushId } from '#server/core/ids.ts'
import { sessionLives } from './own-browsers.ts'

/** A message that is yet to be sent, and the browser it is for; null where it was, or where the browser's session is over. */
export async function pushInHand(ctx: Ctx, pushId: PushId) {
  const [found] = await ctx.db
    .select({ message: pushes, browser: pushSubscriptions, locale: members.locale })
    .from(pushes)
    .innerJoin(pushSubscriptions, eq(pushSubscriptions.id, pushes.subscriptionId))
    .innerJoin(sessions, sessionLives(ctx))
    .innerJoin(members, eq(members.id, pushSubscriptions.memberId))
    .where(and(eq(pushes.id, pushId), isNull(pushes.sentAt), isNull(pushes.droppedAt)))
  return found ?? null
}

/** The browsers whose session still lives, as a subquery. */
export const livingBrowsers = (ctx: Ctx | Tx) =>
  ctx.db.select({ id: pushSubscriptions.id }).from(pushSubscriptions).innerJoin(sessions, sessionLives(ctx))
