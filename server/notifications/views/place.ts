import { and, eq, inArray, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { boards, members, posts, tags, topics, topicTags, watches } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { specific } from '#server/forum/index.ts'
import type { BoardId, MemberId, PostId, TagId, TopicId } from '#server/core/ids.ts'

export type Place = Awaited<ReturnType<typeof placeOf>>

/** A post with what decides who hears of it: its topic, its parent's author, its words. Null when it is gone. */
export async function placeOf(ctx: Ctx | Tx, postId: PostId) {
  const parent = alias(posts, 'parent')
  const [found] = await ctx.db
    .select({
      topicId: topics.id,
      boardId: topics.boardId,
      topicKind: topics.kind,
      askerId: topics.authorId,
      openingId: topics.openingId,
      postId: posts.id,
      kind: posts.kind,
      visibility: posts.visibility,
      heldAt: posts.heldAt,
      authorId: posts.authorId,
      official: posts.official,
      createdAt: posts.createdAt,
      source: posts.source,
      parentId: posts.parentId,
      parentAuthorId: parent.authorId,
      authorName: members.displayName,
    })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .leftJoin(parent, eq(parent.id, posts.parentId))
    .leftJoin(members, eq(members.id, posts.authorId))
    .where(eq(posts.id, postId))
  return found ?? null
}

/** Who wants to hear nothing of this person but what answers or concerns them. */
export async function mutersOf(ctx: Ctx | Tx, memberId: MemberId | null): Promise<Set<MemberId>> {
  if (!memberId) return new Set()
  const found = await ctx.db
    .select({ memberId: watches.memberId })
    .from(watches)
    .where(
      and(eq(watches.subjectKind, 'member'), eq(watches.subjectId, memberId), eq(watches.level, 'muted')),
    )
  return new Set(found.map((row) => row.memberId))
}

/** The topic of a fact that names no post. */
export async function topicPlace(ctx: Ctx | Tx, topicId: TopicId) {
  const [found] = await ctx.db
    .select({
      topicId: topics.id,
      boardId: topics.boardId,
      askerId: topics.authorId,
      openingId: topics.openingId,
    })
    .from(topics)
    .where(eq(topics.id, topicId))
  return found ?? null
}

export type Following = {
  level: 'muted' | 'normal' | 'tracked' | 'watched'
  cause: string
  rule: string
  params: Record<string, string>
  since: Date
}

const loudness = { muted: 0, normal: 1, tracked: 2, watched: 3 }

type Followable = { topicId: TopicId; boardId: BoardId; author?: { id: MemberId; name: string } | null }

/**
 * Who follows this topic, whoever wrote in it, its tags or its board, and by which wish: the most specific one wins
 * (NOTE-03), of several tags the loudest.
 */
export async function followersOf(
  ctx: Ctx | Tx,
  { topicId, boardId, author }: Followable,
): Promise<Map<MemberId, Following>> {
  const [about, board] = await Promise.all([
    ctx.db
      .select({ id: topicTags.tagId, slug: tags.slug })
      .from(topicTags)
      .innerJoin(tags, eq(tags.id, topicTags.tagId))
      .where(eq(topicTags.topicId, topicId)),
    ctx.db.select({ title: boards.title }).from(boards).where(eq(boards.id, boardId)),
  ])
  const found = await ctx.db
    .select()
    .from(watches)
    .where(
      or(
        and(eq(watches.subjectKind, 'topic'), eq(watches.subjectId, String(topicId))),
        and(eq(watches.subjectKind, 'board'), eq(watches.subjectId, boardId)),
        author ? and(eq(watches.subjectKind, 'member'), eq(watches.subjectId, author.id)) : undefined,
        about.length > 0
          ? and(
              eq(watches.subjectKind, 'tag'),
              inArray(
                watches.subjectId,
                about.map((tag): TagId => tag.id),
              ),
            )
          : undefined,
      ),
    )
  const names = new Map<string, string>([
    ...about.map((tag) => [tag.id, tag.slug] as const),
    [boardId, board[0]?.title ?? ''],
    ...(author ? [[author.id, author.name] as const] : []),
  ])
  const ordered = found.sort(
    (a, b) => specific[a.subjectKind] - specific[b.subjectKind] || loudness[a.level] - loudness[b.level],
  )
  return new Map(
    ordered.map(({ memberId, subjectKind, subjectId, level, at }) => [
      memberId,
      {
        level,
        since: at,
        cause: `${subjectKind}:${subjectId}`,
        rule: `follows.${subjectKind}`,
        params: subjectKind === 'topic' ? {} : { name: names.get(subjectId) ?? '' },
      },
    ]),
  )
}
