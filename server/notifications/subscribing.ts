import { and, desc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { pushSubscriptions } from '#db/schema/notifications.ts'
import { moderatesSomewhere } from '#server/core/actor.ts'
import { change, changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { newId, type SubscriptionId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { subscribing, unsubscribing } from './input.ts'
import { ownerOf } from './marking.ts'

const mostBrowsers = 10

/**
 * A moderator wants alerts in the browser they are signed in with (MOD-11): until they take it out or that session ends.
 * The same browser again replaces what was kept of it, whoever used it before; the oldest beyond ten go.
 */
export async function addBrowser(
  ctx: Ctx,
  input: z.input<typeof subscribing>,
  { session }: { session: string | undefined },
): Promise<void> {
  permit(moderatesSomewhere(ctx.actor), 'notice.push.moderators')
  const wanted = parse(subscribing, input)
  const memberId = ownerOf(ctx)
  if (!session) throw new Conflict('notice.push.session')
  // house: silent change — where one member is alerted is nobody's news
  await change(ctx, async (tx) => {
    const row = { memberId, sessionId: session, ...wanted, at: tx.now }
    await tx.db
      .insert(pushSubscriptions)
      .values({ id: newId<SubscriptionId>(), ...row })
      .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row })
    const beyond = tx.db
      .select({ id: pushSubscriptions.id })
      .from(pushSubscriptions)
      .where(eq(pushSubscriptions.memberId, memberId))
      .orderBy(desc(pushSubscriptions.at), desc(pushSubscriptions.id))
      .offset(mostBrowsers)
    await tx.db.delete(pushSubscriptions).where(inArray(pushSubscriptions.id, beyond))
  })
}

/** No more alerts there. Only one's own; gone already is as good. Whoever may not write may still have quiet. */
export async function removeBrowser(ctx: Ctx, input: z.input<typeof unsubscribing>): Promise<void> {
  const { subscriptionId } = parse(unsubscribing, input)
  const memberId = ownerOf(ctx)
  // house: silent change — where one member is alerted is nobody's news
  await changeUngated(ctx, async (tx) => {
    await tx.db
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.id, subscriptionId), eq(pushSubscriptions.memberId, memberId)))
  })
}
