import { and, count, eq, gt, min } from 'drizzle-orm'
import type { z } from 'zod'
import { answerInvitations, invitationRefusals } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound, TooMany } from '#server/core/errors.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { membersByHandle } from '#server/identity/index.ts'
import { answersIn } from './standing.ts'
import { inviteLimits, invitesPerQuestion, mustBeUnrestricted } from './limits.ts'
import { invitationWish, inviting, topicRef } from './input.ts'
import { canInvite } from './policy.ts'
import { asAuthor } from './topics.ts'
import { topicInView } from './views/finding.ts'
import { takesInvitations } from './views/invitations.ts'

const day = 86_400_000

/** Asks somebody to look at a question: nobody twice, whoever asks, and few by one person in a day. */
export async function inviteToAnswer(ctx: Ctx, input: z.input<typeof inviting>) {
  const wanted = parse(inviting, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    mustBeUnrestricted(tx, 'topics')
    const topic = await topicInView(tx, wanted)
    const { perDay, inviteAfterHours } = await inviteLimits(tx)
    permit(canInvite(tx.actor, topic, { now: tx.now, inviteAfterHours }), 'forum.invite.refused')
    const invited = (await membersByHandle(tx, [wanted.handle])).get(wanted.handle.toLowerCase())
    if (!invited || invited.bot) throw new NotFound('member')
    if (invited.memberId === memberId) throw new Conflict('forum.invite.self')
    if (invited.memberId === topic.authorId) throw new Conflict('forum.invite.asker')
    if (!(await takesInvitations(tx, invited))) throw new Conflict('forum.invite.off')
    if (await answersIn(tx, { topicId: topic.id, memberId: invited.memberId }))
      throw new Conflict('forum.invite.answered')
    await withinLimits(tx, { memberId, topicId: topic.id, perDay })
    const fresh = await tx.db
      .insert(answerInvitations)
      .values({ topicId: topic.id, memberId: invited.memberId, invitedBy: memberId, at: tx.now })
      .onConflictDoNothing()
      .returning({ memberId: answerInvitations.memberId })
    if (fresh.length === 0) throw new Conflict('forum.invite.twice')
    tx.tell({
      type: 'invitation.sent',
      invitedId: invited.memberId,
      about: { topicId: topic.id, postId: topic.openingId },
      tag: wanted.tag && topic.tagSlugs.includes(wanted.tag) ? wanted.tag : null,
    })
  })
}

type Inviter = { memberId: MemberId; topicId: TopicId; perDay: number }

async function withinLimits(tx: Tx, { memberId, topicId, perDay }: Inviter) {
  const mine = eq(answerInvitations.invitedBy, memberId)
  const today = and(mine, gt(answerInvitations.at, new Date(tx.now.getTime() - day)))
  const [here] = await tx.db
    .select({ times: count() })
    .from(answerInvitations)
    .where(and(mine, eq(answerInvitations.topicId, topicId)))
  if ((here?.times ?? 0) >= invitesPerQuestion)
    throw new Conflict('forum.invite.enough', { maximum: invitesPerQuestion })
  const [lately] = await tx.db
    .select({ times: count(), first: min(answerInvitations.at) })
    .from(answerInvitations)
    .where(today)
  if (!lately || lately.times < perDay) return
  const frees = new Date((lately.first ?? tx.now).getTime() + day)
  const seconds = Math.max(1, Math.ceil((frees.getTime() - tx.now.getTime()) / 1000))
  throw new TooMany('forum.invite.limit', seconds, { limit: perDay, frees: frees.toISOString() })
}

/** "Not me, this time": once said it stands, and whoever invited sees it. */
export async function declineInvitation(ctx: Ctx, input: z.input<typeof topicRef>) {
  const { topicId } = parse(topicRef, input)
  await change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const mine = and(eq(answerInvitations.topicId, topicId), eq(answerInvitations.memberId, memberId))
    const [invitation] = await tx.db.select().from(answerInvitations).where(mine)
    if (!invitation) throw new NotFound('invitation')
    if (invitation.declinedAt) return
    await tx.db.update(answerInvitations).set({ declinedAt: tx.now }).where(mine)
    tx.tell({ type: 'invitation.declined', invitedId: memberId, about: { topicId } })
  })
}

/** Whether one may be invited at all. */
export async function wishInvitations(ctx: Ctx, input: z.input<typeof invitationWish>) {
  const { wanted } = parse(invitationWish, input)
  await change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    if ((await takesInvitations(tx, { memberId })) === wanted) return
    if (wanted) await tx.db.delete(invitationRefusals).where(eq(invitationRefusals.memberId, memberId))
    else await tx.db.insert(invitationRefusals).values({ memberId, at: tx.now })
    tx.tell({ type: 'invitation.wished', memberId })
  })
}
