import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import {
  authorNotes,
  flags,
  members,
  posts,
  reviewDecisions,
  reviewItems,
  suggestions,
  topics,
} from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import { withCited } from '#server/terms/index.ts'
import { accuracyOf } from '../weighing.ts'

const shown = 50

/**
 * What a member has reported and suggested, with the outcome and its reason, and how often they were right (MOD-02,
 * MOD-13): their own record and nobody else's. No moderator is named.
 */
export async function ownReports(ctx: Ctx) {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const own = ctx.actor.memberId
  const reports = await ctx.db
    .select({
      id: flags.id,
      clause: flags.clause,
      termsVersion: flags.termsVersion,
      note: flags.note,
      at: flags.at,
      judgedAt: flags.judgedAt,
      upheld: flags.upheld,
      outcome: sql<string | null>`case when ${flags.judgedAt} is not null then ${reviewItems.outcome} end`,
      reason: sql<
        string | null
      >`case when ${flags.judgedAt} is not null then (select d.reason from ${reviewDecisions} d
        where d.item_id = ${flags.itemId} and d.action = ${reviewItems.outcome} order by d.id desc limit 1) end`,
      postId: flags.postId,
      person: members.displayName,
      topicId: topics.id,
      topicTitle: topics.title,
    })
    .from(flags)
    .innerJoin(reviewItems, eq(reviewItems.id, flags.itemId))
    .leftJoin(posts, eq(posts.id, flags.postId))
    .leftJoin(topics, eq(topics.id, flags.topicId))
    .leftJoin(members, and(eq(members.id, flags.memberId), isNull(flags.postId)))
    .where(and(eq(flags.flaggerId, own), isNull(flags.withdrawnAt)))
    .orderBy(desc(flags.at), desc(flags.id))
    .limit(shown)
  const edits = await ctx.db
    .select({
      id: suggestions.id,
      at: suggestions.at,
      state: suggestions.state,
      reason: suggestions.decisionReason,
      topicId: suggestions.topicId,
      topicTitle: topics.title,
    })
    .from(suggestions)
    .innerJoin(topics, eq(topics.id, suggestions.topicId))
    .where(eq(suggestions.proposerId, own))
    .orderBy(desc(suggestions.at), desc(suggestions.id))
    .limit(shown)
  const words = await ctx.db
    .select({
      id: authorNotes.id,
      text: authorNotes.text,
      at: authorNotes.at,
      from: members.displayName,
      topicId: authorNotes.topicId,
      topicTitle: topics.title,
    })
    .from(authorNotes)
    .innerJoin(topics, eq(topics.id, authorNotes.topicId))
    .innerJoin(members, eq(members.id, authorNotes.fromId))
    .where(eq(authorNotes.authorId, own))
    .orderBy(desc(authorNotes.at))
    .limit(shown)
  return {
    record: await accuracyOf(ctx, own),
    reports: await withCited(ctx, reports),
    edits,
    words,
  }
}
