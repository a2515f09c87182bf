import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { answerInvitations, invitationRefusals, members } from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { topicRef } from '../input.ts'
import { inviteLimits, invitesPerQuestion } from '../limits.ts'
import { canInvite } from '../policy.ts'
import { topicInView } from './finding.ts'

const inviter = alias(members, 'inviter')

/** Who was asked to look at a question and what came of it, for whoever may ask; for who was asked, their own invitation. */
export async function invitationPage(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const own = ctx.actor.memberId
  const topic = await topicInView(ctx, ref)
  const { inviteAfterHours } = await inviteLimits(ctx)
  const all = await invitationsTo(ctx, ref)
  const mine = all.find(({ memberId }) => memberId === own) ?? null
  const may = canInvite(ctx.actor, topic, { now: ctx.now, inviteAfterHours })
  if (!may && !mine) throw new Forbidden('forum.invite.refused')
  const { id, slug, kind, title, tagSlugs: tags, authorId } = topic
  const asked = all.filter(({ invitedBy }) => invitedBy === own).length
  return {
    topic: { id, slug, kind, title, tags, authorId },
    can: { invite: may },
    left: Math.max(0, invitesPerQuestion - asked),
    invited: may ? all : [],
    mine,
    takes: await takesInvitations(ctx, { memberId: own }),
  }
}

const invitationsTo = (ctx: Ctx, { topicId }: z.output<typeof topicRef>) =>
  ctx.db
    .select({
      memberId: answerInvitations.memberId,
      handle: members.handle,
      name: members.displayName,
      invitedBy: answerInvitations.invitedBy,
      inviterHandle: inviter.handle,
      inviterName: inviter.displayName,
      at: answerInvitations.at,
      declinedAt: answerInvitations.declinedAt,
      answered: sql<boolean>`exists (select from posts p where p.topic_id = ${answerInvitations.topicId}
        and p.author_id = ${answerInvitations.memberId} and p.kind = 'answer' and p.visibility = 'public'
        and p.hidden_at is null and p.held_at is null and p.withdrawn_at is null)`,
    })
    .from(answerInvitations)
    .innerJoin(members, eq(members.id, answerInvitations.memberId))
    .innerJoin(inviter, eq(inviter.id, answerInvitations.invitedBy))
    .where(eq(answerInvitations.topicId, topicId))
    .orderBy(asc(answerInvitations.at), asc(answerInvitations.memberId))

/** Whether a member wants to be invited at all. */
export const takesInvitations = async (
  ctx: Pick<Ctx | Tx, 'db'>,
  { memberId }: { memberId: MemberId },
): Promise<boolean> =>
  (await ctx.db.$count(invitationRefusals, eq(invitationRefusals.memberId, memberId))) === 0
