import { eq, sql } from 'drizzle-orm'
import { boards, posts, tags, topicTags, topics } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type BoardId, newId, type PostId, type TopicId } from '#server/core/ids.ts'
import { knownRefs, rememberRefs } from '#server/core/import-refs.ts'
import { plainText, renderImportedHtml } from '#server/core/markdown.ts'
import { slugOf } from '../writing.ts'
import type { ImportedText, ImportPlace } from './text.ts'
import { ensureTags } from './tags.ts'

export type ImportedTopic = ImportedText & {
  title: string
  tags: string[]
  views: number
  sourceUrl: string | null
  licence: string | null
}

const excerptLength = 180

/**
 * Questions of an import, some hundred at a time: author, date and place of origin kept, no clock, notice or mail. The
 * fact `topic.imported` is told at the end, by `finishTopics`, when their answers and votes are there too.
 */
export async function importTopics(
  ctx: Ctx,
  { place, boardId, topics: brought }: { place: ImportPlace; boardId: BoardId; topics: ImportedTopic[] },
) {
  return change(ctx, async (tx) => {
    const { source, base } = place
    const externalIds = brought.map((topic) => topic.externalId)
    const known = await knownRefs<PostId>(tx, { source, kind: 'post', externalIds })
    const fresh = brought.filter((topic) => !known.has(topic.externalId))
    if (fresh.length === 0) return { postIds: known, written: 0 }

    const { ids: tagIds } = await ensureTags(
      tx,
      fresh.flatMap((topic) => topic.tags),
    )
    const written = fresh.map((topic) => ({
      topic,
      openingId: newId<PostId>(),
      html: renderImportedHtml(topic.html, { origin: ctx.site, base }),
    }))
    const rows = await tx.db
      .insert(topics)
      .values(
        written.map(({ topic, openingId, html }) => ({
          boardId,
          kind: 'question' as const,
          title: topic.title,
          slug: slugOf(topic.title),
          excerpt: plainText(html, excerptLength),
          tagSlugs: topic.tags,
          authorId: topic.authorId,
          authorName: topic.authorName,
          openingId,
          views: topic.views,
          createdAt: topic.createdAt,
          activeAt: topic.createdAt,
          sourceUrl: topic.sourceUrl,
          sourceLicence: topic.licence,
        })),
      )
      .returning({ id: topics.id, openingId: topics.openingId })
    const topicIds = new Map(rows.map((row) => [row.openingId, row.id]))
    const idOf = (openingId: PostId) => topicIds.get(openingId) as TopicId

    await tx.db.insert(posts).values(
      written.map(({ topic, openingId, html }) => ({
        id: openingId,
        topicId: idOf(openingId),
        number: 1,
        kind: 'question' as const,
        authorId: topic.authorId,
        authorName: topic.authorName,
        source: html,
        sourceFormat: 'html' as const,
        html,
        createdAt: topic.createdAt,
        visibleAt: topic.createdAt,
        editedAt: topic.editedAt,
        communityAt: topic.communityAt,
      })),
    )
    const tagged = written.flatMap(({ topic, openingId }) =>
      [...new Set(topic.tags)]
        .flatMap((slug) => tagIds.get(slug) ?? [])
        .map((tagId) => ({ topicId: idOf(openingId), tagId, activeAt: topic.createdAt })),
    )
    if (tagged.length > 0) {
      await tx.db.insert(topicTags).values(tagged)
      const counted = JSON.stringify(tagged.map(({ tagId }) => ({ id: tagId })))
      await tx.db.execute(sql`update ${tags} t set topic_count = t.topic_count + n.n
        from (select id, count(*)::int as n from jsonb_to_recordset(${counted}::text::jsonb) as v(id uuid) group by id) n
        where t.id = n.id`)
    }
    await tx.db
      .update(boards)
      .set({ topicCount: sql`${boards.topicCount} + ${written.length}` })
      .where(eq(boards.id, boardId))

    const postRefs = written.map(({ topic, openingId }) => ({
      externalId: topic.externalId,
      ourId: openingId,
    }))
    const topicRefs = written.map(({ topic, openingId }) => ({
      externalId: topic.externalId,
      ourId: String(idOf(openingId)),
    }))
    await rememberRefs(tx, { source, kind: 'post', ourKind: 'post', ids: postRefs })
    await rememberRefs(tx, { source, kind: 'topic', ourKind: 'topic', ids: topicRefs })
    for (const ref of postRefs) known.set(ref.externalId, ref.ourId)
    return { postIds: known, written: written.length }
  })
}
