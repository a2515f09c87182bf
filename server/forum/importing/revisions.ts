import { desc, inArray } from 'drizzle-orm'
import { postRevisions } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type MemberId, newId, type PostId } from '#server/core/ids.ts'
import { knownRefs, rememberRefs } from '#server/core/import-refs.ts'

/** One edit, or the first writing, of a post; what it did not touch is absent and stays as it was before. */
export type ImportedRevision = {
  externalId: string
  postId: PostId
  title?: string
  tags?: string[]
  source?: string
  authorId: MemberId | null
  authorName: string | null
  reason: string
  at: Date
  /** Set where its author only suggested it. */
  approvedAt?: Date
  approvedBy?: MemberId | null
}

type Standing = { number: number; title: string | null; tagSlugs: string[] | null; source: string }

/** The history of imported posts in Markdown, oldest first, some hundred at a time (ASK-18); answers what was new. */
export async function importRevisions(
  ctx: Ctx,
  { source, revisions }: { source: string; revisions: ImportedRevision[] },
) {
  if (revisions.length === 0) return { writtenIds: new Set<string>() }
  return change(ctx, async (tx) => {
    const externalIds = revisions.map((revision) => revision.externalId)
    const known = await knownRefs(tx, { source, kind: 'revision', externalIds })
    const fresh = revisions.filter((revision) => !known.has(revision.externalId))
    const standing = await newest(tx, [...new Set(fresh.map((revision) => revision.postId))])
    const ids: { externalId: string; ourId: string }[] = []
    const rows = fresh.map((revision) => {
      const before = standing.get(revision.postId)
      const after: Standing = {
        number: (before?.number ?? 0) + 1,
        title: revision.title ?? before?.title ?? null,
        tagSlugs: revision.tags ?? before?.tagSlugs ?? null,
        source: revision.source ?? before?.source ?? '',
      }
      standing.set(revision.postId, after)
      const id = newId()
      ids.push({ externalId: revision.externalId, ourId: id })
      const { postId, authorId, authorName, at } = revision
      return {
        id,
        postId,
        ...after,
        authorId,
        authorName,
        at,
        approvedAt: revision.approvedAt ?? null,
        approvedBy: revision.approvedBy ?? null,
        reason: revision.reason.slice(0, 500),
      }
    })
    if (rows.length === 0) return { writtenIds: new Set<string>() }
    await tx.db.insert(postRevisions).values(rows)
    await rememberRefs(tx, { source, kind: 'revision', ourKind: 'post_revision', ids })
    return { writtenIds: new Set(ids.map((ref) => ref.externalId)) }
  })
}

async function newest({ db }: Tx, postIds: PostId[]) {
  if (postIds.length === 0) return new Map<PostId, Standing>()
  const found = await db
    .selectDistinctOn([postRevisions.postId], {
      postId: postRevisions.postId,
      number: postRevisions.number,
      title: postRevisions.title,
      tagSlugs: postRevisions.tagSlugs,
      source: postRevisions.source,
    })
    .from(postRevisions)
    .where(inArray(postRevisions.postId, postIds))
    .orderBy(postRevisions.postId, desc(postRevisions.number))
  return new Map<PostId, Standing>(found.map(({ postId, ...row }) => [postId, row]))
}
