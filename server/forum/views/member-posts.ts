import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { boards, posts, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type MemberId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { paging } from '../input.ts'
import { listedTopics, visiblePosts } from '../policy.ts'
import { momentOf, readCursor, writeCursor } from './parts.ts'
import { asWritten, writtenColumns } from './written.ts'

const filter = z.object({
  memberId: uuid<MemberId>(),
  kind: z.enum(['answers', 'all']).default('all'),
  ...paging,
})

/** What a member wrote in the open, newest first, for their profile: answers alone, or everything. */
export async function memberPosts(ctx: Ctx, input: z.input<typeof filter>) {
  const wanted = parse(filter, input)
  const cursor = readCursor(wanted.cursor)
  const found = await ctx.db
    .select(writtenColumns)
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .where(
      and(
        eq(posts.authorId, wanted.memberId),
        eq(posts.visibility, 'public'),
        isNull(posts.hiddenAt),
        isNull(posts.heldAt),
        isNull(posts.withdrawnAt),
        wanted.kind === 'answers' ? eq(posts.kind, 'answer') : undefined,
        visiblePosts(ctx.actor),
        listedTopics(ctx.actor),
        cursor
          ? sql`(${posts.createdAt}, ${posts.number}) < (${momentOf(cursor).toISOString()}::timestamptz, ${cursor.id})`
          : undefined,
      ),
    )
    .orderBy(desc(posts.createdAt), desc(posts.number))
    .limit(wanted.limit + 1)
  const items = found.slice(0, wanted.limit).map(asWritten)
  const last = items.at(-1)
  return {
    items,
    next:
      found.length > wanted.limit && last
        ? writeCursor({ at: last.createdAt.toISOString(), id: last.number })
        : null,
  }
}

export type WrittenRow = Awaited<ReturnType<typeof memberPosts>>['items'][number]
