import {
  and,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  ne,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { appeals, posts, reviewDecisions, reviewItems, statements, topics } from '#db/schema/index.ts'
import type { ReviewKind } from '#db/schema/moderation.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type ReviewItemId, type StatementId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { reviews, visibleItems } from '../policy.ts'
import { ofPlaces } from './scope.ts'

const shown = 10

/** One clause or several; `except` is the item that is being decided. */
export const precedentsInput = z.object({
  clause: z.union([z.string().trim().min(1).max(80), z.array(z.string().max(80)).max(20)]),
  except: uuid<ReviewItemId>().nullish(),
})

const undoing = alias(reviewDecisions, 'undoing')

/** Of either outcome the newest, so that a run of one does not hide that the other happened too. */
const ofEach = shown / 2
const standing = ['approve', 'fix']

/**
 * What was decided before under the same clause, with the outcome and what an appeal made of it (MOD-23): newest first, at
 * most five that were let stand and five that were not, of this moderator's places. Removals outside the queue are among
 * them; what was undone or restored is no precedent.
 */
export async function precedents(ctx: Ctx, input: z.input<typeof precedentsInput>) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const { clause, except } = parse(precedentsInput, input)
  const clauses = [clause].flat()
  if (clauses.length === 0) return []
  const asked = { clauses, except }
  const [kept, taken, byHand] = await Promise.all([
    decided(ctx, { ...asked, outcome: inArray(reviewDecisions.action, standing) }),
    decided(ctx, { ...asked, outcome: notInArray(reviewDecisions.action, standing) }),
    removedByHand(ctx, asked),
  ])
  const away = [...taken, ...byHand].sort(newestFirst).slice(0, ofEach)
  return [...kept, ...away].sort(newestFirst)
}

type Placed = { at: Date; id: string }
const newestFirst = (a: Placed, b: Placed) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)

type Asked = { clauses: string[]; except: ReviewItemId | null | undefined }

const decided = (ctx: Ctx, { clauses, except, outcome }: Asked & { outcome: SQL | undefined }) =>
  ctx.db
    .select({
      id: sql<string>`${reviewDecisions.id}`,
      itemId: sql<ReviewItemId | null>`${reviewDecisions.itemId}`,
      clause: reviewDecisions.clause,
      action: reviewDecisions.action,
      reason: reviewDecisions.reason,
      at: reviewDecisions.at,
      kind: sql<ReviewKind | null>`${reviewItems.kind}`,
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
        outcome,
        isNull(reviewDecisions.undoes),
        // what the clock did is no judgement, and what only followed a removal by hand stands as that removal
        ne(reviewDecisions.byKind, 'system'),
        sql`not coalesce((${reviewDecisions.after} ->> 'outside')::boolean, false)`,
        notExists(
          ctx.db
            .select({ one: sql`1` })
            .from(undoing)
            .where(eq(undoing.undoes, reviewDecisions.id)),
        ),
        except ? ne(reviewDecisions.itemId, except) : undefined,
        notAppealedIn(except),
        visibleItems(ctx.actor),
      ),
    )
    .orderBy(desc(reviewDecisions.at), desc(reviewDecisions.id))
    .limit(ofEach)

/** What is being appealed is no precedent of itself. */
const notAppealedIn = (itemId: Asked['except']) =>
  itemId
    ? sql`${statements.id} is distinct from (select e.statement_id from ${reviewItems} i join ${appeals} e on e.id = i.appeal_of where i.id = ${itemId})`
    : undefined

/** Posts that a moderator hid from their topic: still hidden, or put back by an appeal. */
const removedByHand = (ctx: Ctx, { clauses, except }: Asked) =>
  ctx.db
    .select({
      id: sql<string>`${statements.id}`,
      itemId: sql<ReviewItemId | null>`null`,
      clause: statements.clause,
      action: sql<string>`'hide'`,
      reason: statements.reason,
      at: statements.at,
      kind: sql<ReviewKind | null>`null`,
      title: topics.title,
      statementId: sql<StatementId | null>`${statements.id}`,
      appeal: appeals.outcome,
    })
    .from(statements)
    .innerJoin(posts, eq(posts.id, statements.postId))
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .leftJoin(appeals, eq(appeals.statementId, statements.id))
    .where(
      and(
        inArray(statements.clause, clauses),
        eq(statements.kind, 'removal'),
        notAppealedIn(except),
        or(eq(posts.hiddenAt, statements.at), isNotNull(appeals.outcome)),
        sql`not exists (select 1 from ${reviewDecisions} d join ${reviewItems} i on i.id = d.item_id
          where i.post_id = ${statements.postId} and d.at = ${statements.at})`,
        ofPlaces(ctx.actor, 'queue', statements),
      ),
    )
    .orderBy(desc(statements.at), desc(statements.id))
    .limit(ofEach)
