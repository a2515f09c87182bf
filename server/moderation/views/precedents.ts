import { and, desc, eq, inArray, isNull, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { appeals, reviewDecisions, reviewItems, statements, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type ReviewItemId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { reviews, visibleItems } from '../policy.ts'

const shown = 10

/** One clause or several; `except` is the item that is being decided. */
export const precedentsInput = z.object({
  clause: z.union([z.string().trim().min(1).max(80), z.array(z.string().max(80)).max(20)]),
  except: uuid<ReviewItemId>().nullish(),
})

const undoing = alias(reviewDecisions, 'undoing')

/**
 * What was decided before under the same clause, with the outcome and what an appeal made of it (MOD-23): newest first, at
 * most ten, of this moderator's places. What was undone is no precedent.
 */
export async function precedents(ctx: Ctx, input: z.input<typeof precedentsInput>) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const { clause, except } = parse(precedentsInput, input)
  const clauses = [clause].flat()
  if (clauses.length === 0) return []
  return ctx.db
    .select({
      id: reviewDecisions.id,
      itemId: reviewDecisions.itemId,
      clause: reviewDecisions.clause,
      action: reviewDecisions.action,
      reason: reviewDecisions.reason,
      at: reviewDecisions.at,
      kind: reviewItems.kind,
      title: topics.title,
      statementId: statements.id,
      appeal: appeals.outcome,
    })
    .from(reviewDecisions)
    .innerJoin(reviewItems, eq(reviewItems.id, reviewDecisions.itemId))
    .leftJoin(topics, eq(topics.id, reviewItems.topicId))
    .leftJoin(
      statements,
      and(
        eq(statements.postId, reviewItems.postId),
        eq(statements.kind, 'removal'),
        eq(statements.at, reviewDecisions.at),
      ),
    )
    .leftJoin(appeals, eq(appeals.statementId, statements.id))
    .where(
      and(
        inArray(reviewDecisions.clause, clauses),
        isNull(reviewDecisions.undoes),
        notExists(
          ctx.db
            .select({ one: sql`1` })
            .from(undoing)
            .where(eq(undoing.undoes, reviewDecisions.id)),
        ),
        except ? ne(reviewDecisions.itemId, except) : undefined,
        visibleItems(ctx.actor),
      ),
    )
    .orderBy(desc(reviewDecisions.at), desc(reviewDecisions.id))
    .limit(shown)
}
