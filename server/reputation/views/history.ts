import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { posts, reputationEntries, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { type MemberId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { visibleTopics } from '#server/forum/index.ts'

const wanted = z.object({
  memberId: uuid<MemberId>(),
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

/** The day (UTC) it was entered. The moment itself, and ids that hold it, would tell who had just voted. */
const enteredOn = sql<string>`(${reputationEntries.at} at time zone 'UTC')::date::text`
const place = sql<string>`md5(${reputationEntries.id}::text)`

/** A member's ledger, newest day first, for everybody to read: what for, never by whom (REP-01). */
export async function reputationHistory(ctx: Ctx, input: z.input<typeof wanted>) {
  const { memberId, cursor, limit } = parse(wanted, input)
  const after = cursor ? readCursor(cursor) : null
  const found = await ctx.db
    .select({
      day: enteredOn,
      place,
      reason: reputationEntries.reason,
      amount: reputationEntries.amount,
      full: reputationEntries.full,
      cause: reputationEntries.cause,
      topicId: topics.id,
      topicKind: topics.kind,
      title: topics.title,
      slug: topics.slug,
      number: posts.number,
    })
    .from(reputationEntries)
    .leftJoin(posts, eq(posts.id, reputationEntries.postId))
    .leftJoin(topics, and(eq(topics.id, posts.topicId), visibleTopics(ctx.actor)))
    .where(
      and(
        eq(reputationEntries.memberId, memberId),
        after ? sql`(${enteredOn}, ${place}) < (${after.day}, ${after.place})` : undefined,
      ),
    )
    .orderBy(desc(enteredOn), desc(place))
    .limit(limit + 1)
  const last = found.slice(0, limit).at(-1)
  return {
    items: found.slice(0, limit).map(({ topicId, topicKind, title, slug, number, place: key, ...entry }) => ({
      ...entry,
      key,
      topic:
        topicId === null || topicKind === null || title === null || slug === null
          ? null
          : { id: topicId, kind: topicKind, title, slug, number },
    })),
    next:
      found.length > limit && last ? Buffer.from(`${last.day}.${last.place}`).toString('base64url') : null,
  }
}

export type ReputationHistory = Awaited<ReturnType<typeof reputationHistory>>

function readCursor(cursor: string) {
  const [, day, place] =
    /^(\d{4}-\d\d-\d\d)\.([0-9a-f]{32})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!day || !place) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return { day, place }
}
