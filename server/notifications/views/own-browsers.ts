import { and, desc, eq, gt, type SQL } from 'drizzle-orm'
import { pushSubscriptions, sessions } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { ownerOf } from '../marking.ts'
import { pushKeyPair } from '../push-keys.ts'

/** Where one is alerted, and the key that a browser needs to be added. */
export async function ownBrowsers(ctx: Ctx, { session }: { session: string | undefined }) {
  const found = await liveBrowsers(ctx, ownerOf(ctx))
  return {
    key: (await pushKeyPair(ctx)).publicKey,
    browsers: found.map(({ id, at, device, sessionId }) => ({
      ...{ id, at, device },
      current: sessionId === session,
    })),
  }
}

/** A member's browsers whose session still lives. */
export const liveBrowsers = (ctx: Pick<Ctx, 'db' | 'now'>, memberId: MemberId) =>
  ctx.db
    .select({
      id: pushSubscriptions.id,
      at: pushSubscriptions.at,
      sessionId: pushSubscriptions.sessionId,
      device: sessions.device,
    })
    .from(pushSubscriptions)
    .innerJoin(sessions, sessionLives(ctx))
    .where(eq(pushSubscriptions.memberId, memberId))
    .orderBy(desc(pushSubscriptions.at), desc(pushSubscriptions.id))

/** The session it was added in, of that member, not yet over. */
export const sessionLives = ({ now }: Pick<Ctx, 'now'>): SQL | undefined =>
  and(
    eq(sessions.id, pushSubscriptions.sessionId),
    eq(sessions.memberId, pushSubscriptions.memberId),
    gt(sessions.expiresAt, now),
  )
