import { inArray, sql } from 'drizzle-orm'
import { posts } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { newId, type PostId, type TopicId } from '#server/core/ids.ts'
import { knownRefs, rememberRefs } from '#server/core/import-refs.ts'
import { renderImportedHtml, renderMarkdown } from '#server/core/markdown.ts'
import type { ImportedText, ImportPlace } from './text.ts'

/** `under`: for an answer the question's opening post, for a comment the post it remarks on. */
export type ImportedPost = ImportedText & { under: PostId }

/** Answers of an import, some hundred at a time, numbered after what their topics hold already. */
export const importAnswers = (ctx: Ctx, input: { place: ImportPlace; posts: ImportedPost[] }) =>
  importUnder(ctx, { ...input, kind: 'answer', refKind: 'post' })

/** Comments of an import; their `html` is Markdown, as Stack Exchange stores comments. */
export const importComments = (ctx: Ctx, input: { place: ImportPlace; posts: ImportedPost[] }) =>
  importUnder(ctx, { ...input, kind: 'comment', refKind: 'comment' })

type Under = { place: ImportPlace; posts: ImportedPost[]; kind: 'answer' | 'comment'; refKind: string }

async function importUnder(ctx: Ctx, { place, posts: brought, kind, refKind }: Under) {
  return change(ctx, async (tx) => {
    const externalIds = brought.map((post) => post.externalId)
    const known = await knownRefs<PostId>(tx, { source: place.source, kind: refKind, externalIds })
    const fresh = brought.filter((post) => !known.has(post.externalId))
    if (fresh.length === 0) return { postIds: known, written: 0 }

    const topicOf = await topicsOf(
      tx,
      fresh.map((post) => post.under),
    )
    const next = await nextNumbers(tx, [...new Set(topicOf.values())])
    const ids: { externalId: string; ourId: PostId }[] = []
    const rows = fresh.map((post) => {
      const topicId = topicOf.get(post.under) as TopicId
      const number = next.get(topicId) ?? 1
      next.set(topicId, number + 1)
      const markdown = kind === 'comment'
      const html = markdown
        ? renderMarkdown(post.html, { origin: tx.site })
        : renderImportedHtml(post.html, { origin: tx.site, base: place.base })
      const id = newId<PostId>()
      ids.push({ externalId: post.externalId, ourId: id })
      return {
        id,
        topicId,
        number,
        kind,
        parentId: kind === 'comment' ? post.under : null,
        authorId: post.authorId,
        authorName: post.authorName,
        source: markdown ? post.html : html,
        sourceFormat: markdown ? ('markdown' as const) : ('html' as const),
        html,
        createdAt: post.createdAt,
        visibleAt: post.createdAt,
        editedAt: post.editedAt,
        communityAt: post.communityAt,
      }
    })
    await tx.db.insert(posts).values(rows)
    await rememberRefs(tx, { source: place.source, kind: refKind, ourKind: 'post', ids })
    for (const ref of ids) known.set(ref.externalId, ref.ourId)
    return { postIds: known, written: rows.length }
  })
}

async function topicsOf({ db }: Tx, postIds: PostId[]) {
  const found = await db
    .select({ id: posts.id, topicId: posts.topicId })
    .from(posts)
    .where(inArray(posts.id, [...new Set(postIds)]))
  return new Map(found.map((row) => [row.id, row.topicId]))
}

async function nextNumbers({ db }: Tx, topicIds: TopicId[]) {
  const found = await db
    .select({ topicId: posts.topicId, next: sql<number>`max(${posts.number}) + 1`.mapWith(Number) })
    .from(posts)
    .where(inArray(posts.topicId, topicIds))
    .groupBy(posts.topicId)
  return new Map(found.map((row) => [row.topicId, row.next]))
}
