import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { boards, posts, saves, topics } from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { paging } from '../input.ts'
import { listedTopics, visiblePosts } from '../policy.ts'
import { author, personOf } from './parts.ts'
import { asWritten, writtenColumns } from './written.ts'

const filter = z.object(paging)

/** What one saved, the newest first, as far as it can still be read: what is hidden or withdrawn waits until it stands again. */
export async function saveList(ctx: Ctx, input: z.input<typeof filter>) {
  const wanted = parse(filter, input)
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const after = wanted.cursor ? readPlace(wanted.cursor) : null
  const found = await ctx.db
    .select({
      ...writtenColumns,
      authorHandle: author.handle,
      authorDisplay: author.displayName,
      authorStored: posts.authorName,
      affiliation: posts.affiliation,
      note: saves.note,
      savedAt: saves.at,
    })
    .from(saves)
    .innerJoin(posts, eq(posts.id, saves.postId))
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(author, eq(author.id, posts.authorId))
    .where(
      and(
        eq(saves.memberId, ctx.actor.memberId),
        isNull(posts.hiddenAt),
        isNull(posts.heldAt),
        isNull(posts.withdrawnAt),
        visiblePosts(ctx.actor),
        listedTopics(ctx.actor),
        after
          ? sql`(${saves.at}, ${saves.postId}) < (${after.at}::timestamptz, ${after.postId}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(saves.at), desc(saves.postId))
    .limit(wanted.limit + 1)
  const items = found
    .slice(0, wanted.limit)
    .map(({ authorHandle, authorDisplay, authorStored, affiliation, ...row }) => ({
      ...asWritten(row),
      author: personOf({ handle: authorHandle, name: authorDisplay, stored: authorStored, affiliation }),
    }))
  const last = items.at(-1)
  return { items, next: found.length > wanted.limit && last ? writePlace(last) : null }
}

type Place = { savedAt: Date; postId: string }

const writePlace = ({ savedAt, postId }: Place) =>
  Buffer.from(JSON.stringify([savedAt.toISOString(), postId])).toString('base64url')

function readPlace(text: string) {
  try {
    const [at, postId] = JSON.parse(Buffer.from(text, 'base64url').toString()) as string[]
    if (at && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(postId ?? '')) return { at, postId }
  } catch {
    // falls through to the one refusal below
  }
  throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
}
