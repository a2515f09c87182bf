import { and, eq, inArray, or } from 'drizzle-orm'
import type { z } from 'zod'
import { tags, watches } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { type TopicId, topicNumber } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { boardInView, topicInView } from './views/finding.ts'
import { following, tagSlug, type watchLevels } from './input.ts'
import { asAuthor } from './topics.ts'

export type WatchLevel = (typeof watchLevels)[number]

/** How closely a member follows a topic (number), a board (slug) or a tag (slug); `normal` forgets the wish. */
export async function follow(ctx: Ctx, input: z.input<typeof following>) {
  const wanted = parse(following, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const subject = { subjectKind: wanted.subject, subjectId: await subjectOf(tx, wanted) }
    const where = and(
      eq(watches.memberId, memberId),
      eq(watches.subjectKind, subject.subjectKind),
      eq(watches.subjectId, subject.subjectId),
    )
    const [now] = await tx.db.select({ level: watches.level }).from(watches).where(where)
    if ((now?.level ?? 'normal') === wanted.level) return
    if (wanted.level === 'normal') await tx.db.delete(watches).where(where)
    else
      await tx.db
        .insert(watches)
        .values({ memberId, ...subject, level: wanted.level, at: tx.now })
        .onConflictDoUpdate({
          target: [watches.memberId, watches.subjectKind, watches.subjectId],
          set: { level: wanted.level, at: tx.now },
        })
    tx.tell({ type: 'watch.changed', memberId })
  })
}

async function subjectOf(
  tx: Tx,
  { subject, id }: { subject: 'topic' | 'board' | 'tag'; id: string },
): Promise<string> {
  if (subject === 'topic') return String((await topicInView(tx, { topicId: parse(topicNumber, id) })).id)
  if (subject === 'board') return (await boardInView(tx, { board: id })).id
  const [tag] = await tx.db
    .select({ id: tags.id, synonymOf: tags.synonymOf })
    .from(tags)
    .where(eq(tags.slug, tagSlug(id)))
  if (!tag) throw new NotFound('tag')
  return tag.synonymOf ?? tag.id
}

type Place = { topicId: TopicId; boardId: string; tagIds: readonly string[] }

/** Who follows this topic, its board or its tags, and how: the most specific level wins (NOTE-03). */
export async function levelsFor(ctx: Ctx, place: Place): Promise<Map<string, WatchLevel>> {
  const found = await ctx.db
    .select()
    .from(watches)
    .where(
      or(
        and(eq(watches.subjectKind, 'topic'), eq(watches.subjectId, String(place.topicId))),
        and(eq(watches.subjectKind, 'board'), eq(watches.subjectId, place.boardId)),
        place.tagIds.length > 0
          ? and(eq(watches.subjectKind, 'tag'), inArray(watches.subjectId, [...place.tagIds]))
          : undefined,
      ),
    )
  const weight = { topic: 3, tag: 2, board: 1 }
  const ordered = found.sort((a, b) => weight[a.subjectKind] - weight[b.subjectKind])
  return new Map(ordered.map((row) => [row.memberId, row.level]))
}
