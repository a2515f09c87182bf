import { and, eq, inArray, or } from 'drizzle-orm'
import type { z } from 'zod'
import { type WatchSubject, tags, watches } from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound } from '#server/core/errors.ts'
import { type MemberId, type TopicId, topicNumber } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { boardInView, topicInView } from './views/finding.ts'
import { following, tagSlug, type watchLevels } from './input.ts'
import { asAuthor } from './topics.ts'

export type WatchLevel = (typeof watchLevels)[number]

/** How closely a member follows a topic (number), a person (handle), a board or a tag (slug); `normal` forgets the wish. */
export async function follow(ctx: Ctx, input: z.input<typeof following>) {
  const wanted = parse(following, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const subject = { subjectKind: wanted.subject, subjectId: await subjectOf(tx, wanted) }
    if (subject.subjectId === memberId) throw new Conflict('forum.follow.self')
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

async function subjectOf(tx: Tx, { subject, id }: { subject: WatchSubject; id: string }): Promise<string> {
  if (subject === 'topic') return String((await topicInView(tx, { topicId: parse(topicNumber, id) })).id)
  if (subject === 'member') return memberIdByHandle(tx, id)
  if (subject === 'board') return (await boardInView(tx, { board: id })).id
  const [tag] = await tx.db
    .select({ id: tags.id, synonymOf: tags.synonymOf })
    .from(tags)
    .where(eq(tags.slug, tagSlug(id)))
  if (!tag) throw new NotFound('tag')
  return tag.synonymOf ?? tag.id
}

/** How closely the reader follows a person; null where nobody could. */
export async function followOf(ctx: Ctx, { memberId }: { memberId: MemberId }): Promise<WatchLevel | null> {
  if (!isMember(ctx.actor) || ctx.actor.memberId === memberId) return null
  const [row] = await ctx.db
    .select({ level: watches.level })
    .from(watches)
    .where(
      and(
        eq(watches.memberId, ctx.actor.memberId),
        eq(watches.subjectKind, 'member'),
        eq(watches.subjectId, memberId),
      ),
    )
  return row?.level ?? 'normal'
}

type Place = { topicId: TopicId; boardId: string; tagIds: readonly string[]; authorId?: MemberId | null }

/** The more specific a wish, the more it weighs (NOTE-03): this topic, this person, a subject, a whole board. */
export const specific: Readonly<Record<WatchSubject, number>> = { topic: 4, member: 3, tag: 2, board: 1 }

/** Who follows this topic, its author, its board or its tags, and how: the most specific level wins. */
export async function levelsFor(ctx: Ctx, place: Place): Promise<Map<string, WatchLevel>> {
  const found = await ctx.db
    .select()
    .from(watches)
    .where(
      or(
        and(eq(watches.subjectKind, 'topic'), eq(watches.subjectId, String(place.topicId))),
        and(eq(watches.subjectKind, 'board'), eq(watches.subjectId, place.boardId)),
        place.authorId
          ? and(eq(watches.subjectKind, 'member'), eq(watches.subjectId, place.authorId))
          : undefined,
        place.tagIds.length > 0
          ? and(eq(watches.subjectKind, 'tag'), inArray(watches.subjectId, [...place.tagIds]))
          : undefined,
      ),
    )
  const ordered = found.sort((a, b) => specific[a.subjectKind] - specific[b.subjectKind])
  return new Map(ordered.map((row) => [row.memberId, row.level]))
}
