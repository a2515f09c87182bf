import { isStaff, type Member, restrictedBy, type RestrictionKind } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { restricted } from '#server/core/restricted.ts'
import { settingsOf } from '#server/settings/index.ts'

/**
 * Whether what this member writes waits for review first: newcomers' first posts, unless vouched for (decision 2), and
 * everything of a member whose sanction says so (MOD-16).
 */
export async function holdsPosts(ctx: Ctx | Tx, author: Member): Promise<boolean> {
  if (restrictedBy(author, 'review', ctx.now)) return true
  if (author.vouched || isStaff(author)) return false
  const settings = await settingsOf(ctx)
  return author.approvedPosts < settings.firstPostsHeld
}

const refusals = { topics: 'forum.restricted.topics', votes: 'forum.restricted.votes' } as const

/** Refuses what a sanction closes for this member, saying until when, why, and how to appeal (MOD-16). */
export function mustBeUnrestricted(
  { actor, now }: Pick<Ctx, 'actor' | 'now'>,
  kind: Extract<RestrictionKind, keyof typeof refusals>,
) {
  const held = restrictedBy(actor, kind, now)
  if (held) throw restricted(refusals[kind], held, actor)
}

/** Votes a member may cast within 24 hours, by direction. */
export async function dailyVotes(ctx: Ctx | Tx): Promise<{ up: number; down: number }> {
  const settings = await settingsOf(ctx)
  return { up: settings.upVotesPerDay, down: settings.downVotesPerDay }
}

/** Days without a visit after which staff may accept for the asker (ASK-06). */
export const absentAfterDays = async (ctx: Ctx | Tx): Promise<number> =>
  (await settingsOf(ctx)).absentAfterDays

/** How many one member may invite to one question (ASK-16). */
export const invitesPerQuestion = 3

/** When an asker may invite others to an unanswered question, and how many one may invite in 24 hours (ASK-16). */
export async function inviteLimits(ctx: Ctx | Tx): Promise<{ inviteAfterHours: number; perDay: number }> {
  const { inviteAfterHours, invitesPerDay } = await settingsOf(ctx)
  return { inviteAfterHours, perDay: invitesPerDay }
}
