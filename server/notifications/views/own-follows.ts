import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { boards, members, tags, topics, type WatchSubject, watches } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import * as paths from '#server/core/paths.ts'
import { visibleTopics } from '#server/forum/index.ts'
import { ownerOf } from '../marking.ts'

const most = 200
export const followsQuery = z.object({ cause: z.string().max(60).nullish() })

/** Something a member follows, by the name that following it takes: a topic's number, a handle, the slug of a board or tag. */
export type Followed = {
  cause: string
  subject: WatchSubject
  id: string
  title: string
  href: string
  level: 'muted' | 'normal' | 'tracked' | 'watched'
}

/**
 * What one follows and how closely, the newest wish first, at most 200. `chosen` is the one that a notice's link asked
 * about (`topic:42`), there also while it is followed normally.
 */
export async function ownFollows(
  ctx: Ctx,
  input: z.input<typeof followsQuery>,
): Promise<{ items: Followed[]; chosen: Followed | null }> {
  const { cause } = parse(followsQuery, input)
  const memberId = ownerOf(ctx)
  const found = await ctx.db
    .select({
      kind: watches.subjectKind,
      subjectId: watches.subjectId,
      level: watches.level,
      topic: { id: topics.id, slug: topics.slug, kind: topics.kind, title: topics.title },
      board: { slug: boards.slug, title: boards.title },
      tag: tags.slug,
      member: { handle: members.handle, name: members.displayName },
    })
    .from(watches)
    .leftJoin(
      topics,
      and(
        eq(topics.id, sql`case when ${watches.subjectKind} = 'topic' then ${watches.subjectId}::int end`),
        visibleTopics(ctx.actor),
      ),
    )
    .leftJoin(
      boards,
      eq(boards.id, sql`case when ${watches.subjectKind} = 'board' then ${watches.subjectId}::uuid end`),
    )
    .leftJoin(
      tags,
      eq(tags.id, sql`case when ${watches.subjectKind} = 'tag' then ${watches.subjectId}::uuid end`),
    )
    .leftJoin(
      members,
      eq(members.id, sql`case when ${watches.subjectKind} = 'member' then ${watches.subjectId}::uuid end`),
    )
    .where(eq(watches.memberId, memberId))
    .orderBy(desc(watches.at), desc(watches.subjectId))
    .limit(most)
  const items = found.flatMap(({ kind, subjectId, level, topic, board, tag, member }): Followed[] => {
    const named = { cause: `${kind}:${subjectId}`, subject: kind, level }
    if (topic) return [{ ...named, id: String(topic.id), title: topic.title, href: paths.topic(topic) }]
    if (board) return [{ ...named, id: board.slug, title: board.title, href: paths.board(board.slug) }]
    if (member)
      return [{ ...named, id: member.handle, title: member.name, href: paths.member(member.handle) }]
    return tag ? [{ ...named, id: tag, title: tag, href: paths.tag(tag) }] : []
  })
  return {
    items,
    chosen: cause ? (items.find((item) => item.cause === cause) ?? (await unfollowed(ctx, cause))) : null,
  }
}

/** A topic that is followed as everybody follows it: told of what concerns oneself, and no more. */
async function unfollowed(ctx: Ctx, cause: string): Promise<Followed | null> {
  const number = /^topic:([1-9]\d{0,9})$/.exec(cause)?.[1]
  if (number === undefined) return null
  const [topic] = await ctx.db
    .select({ id: topics.id, slug: topics.slug, kind: topics.kind, title: topics.title })
    .from(topics)
    .where(and(eq(topics.id, sql`${number}::int`), visibleTopics(ctx.actor)))
  if (!topic) return null
  return {
    cause,
    subject: 'topic',
    id: number,
    title: topic.title,
    href: paths.topic(topic),
    level: 'normal',
  }
}
