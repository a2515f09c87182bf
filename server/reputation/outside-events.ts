import { eq } from 'drizzle-orm'
import { badgeEvents } from '#db/schema/standing.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { badgeShelf } from './shelf.ts'
import { awardBadges } from './badges.ts'

/** An event as it is heard: the door that checked its signature has found the member, and keeps the contact to itself. */
export type HeardEvent = {
  id: string
  type: string
  memberId: MemberId | null
  occurredAt: Date
  revokes: string | null
}

/**
 * A signed event gives its mapped badge once, whatever number of times it comes; one that names an earlier event takes that
 * one back, and the badge with it unless another event still stands for it (REP-15). Of types that map to nothing nothing
 * is kept.
 */
export async function hearEvent(ctx: Ctx, heard: HeardEvent) {
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const touched = heard.revokes === null ? await keep(heard) : await revoke(heard.revokes)
    if (!touched) return
    tx.tell({ type: 'badge.eventHeard', badge: touched.badge, revoked: heard.revokes !== null })
    if (touched.memberId) await awardBadges(tx, [touched.memberId], [touched.badge])

    async function keep({ id, type, memberId, occurredAt }: HeardEvent) {
      const badge = (await badgeShelf(tx)).find(({ eventType }) => eventType === type)
      if (!badge || !memberId) return null
      const [row] = await tx.db
        .insert(badgeEvents)
        .values({ id, badge: badge.key, memberId, occurredAt, heardAt: tx.now })
        .onConflictDoNothing()
        .returning()
      return row ?? null
    }
    async function revoke(id: string) {
      const [row] = await tx.db
        .update(badgeEvents)
        .set({ revokedAt: tx.now })
        .where(eq(badgeEvents.id, id))
        .returning()
      return row ?? null
    }
  })
}
