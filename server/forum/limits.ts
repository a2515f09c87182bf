import type { Member } from '#server/core/actor.ts'
import { isStaff } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { settingsOf } from '#server/settings/index.ts'

/** Whether what this member writes waits for review first: newcomers' first posts, unless vouched for (decision 2). */
export async function holdsFirstPosts(ctx: Ctx | Tx, author: Member): Promise<boolean> {
  if (author.vouched || isStaff(author)) return false
  const settings = await settingsOf(ctx)
  return author.approvedPosts < settings.firstPostsHeld
}

/** Votes a member may cast within 24 hours, by direction. */
export async function dailyVotes(ctx: Ctx | Tx): Promise<{ up: number; down: number }> {
  const settings = await settingsOf(ctx)
  return { up: settings.upVotesPerDay, down: settings.downVotesPerDay }
}

/** Days without a visit after which staff may accept for the asker (ASK-06). */
export const absentAfterDays = async (ctx: Ctx | Tx): Promise<number> =>
  (await settingsOf(ctx)).absentAfterDays
