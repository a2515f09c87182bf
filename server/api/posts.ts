import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  castVote,
  convertPost,
  forgetSave,
  input,
  ownShare,
  postHistory,
  postInView,
  restorePost,
  restoreRevision,
  restoreWithdrawn,
  revisePost,
  saveList,
  savePost,
  sharePost,
  withdrawPost,
} from '#server/forum/index.ts'
import { conductInput, removePost } from '#server/moderation/index.ts'
import { done, ok, verb, view } from './endpoint.ts'
import { iso, personOf, postIn } from './forming.ts'
import { id, listOf, moment, personShape, postShape, scoreShape, versionShape } from './shapes.ts'

/** The caller's own address of the post, and how many different people came by it. */
const shareShape = z.strictObject({ url: z.url(), visitors: z.int() }).meta({ id: 'Share' })

const saveShape = z
  .strictObject({
    postId: id,
    kind: postShape.shape.kind,
    title: z.string(),
    excerpt: z.string(),
    author: personShape.nullable(),
    url: z.url(),
    note: z.string(),
    savedAt: moment,
  })
  .meta({ id: 'Save' })

const historyShape = z.strictObject({ versions: z.array(versionShape) }).meta({ id: 'History' })

async function onePost(ctx: Ctx, { postId }: { postId: string }) {
  const { topicId, number } = await postInView(ctx, { postId })
  return postIn(ctx, { topicId, postId, number })
}

/** Single posts: reading, revising, voting, hiding, withdrawing, and their versions. */
export const postEndpoints = [
  view('GET /posts/{postId}', { input: input.postRef, shape: postShape }, onePost),
  verb(
    'PUT /posts/{postId}',
    { input: input.revision, shape: postShape, statuses: [200] },
    async (ctx, wanted) => {
      await revisePost(ctx, wanted)
      return ok(await onePost(ctx, wanted))
    },
  ),
  verb(
    'PUT /posts/{postId}/vote',
    { input: input.vote, shape: scoreShape, statuses: [200] },
    async (ctx, wanted) => ok(await castVote(ctx, wanted)),
  ),
  verb(
    'PUT /posts/{postId}/kind',
    { input: input.postConversion, shape: postShape, statuses: [200] },
    async (ctx, wanted) => {
      await convertPost(ctx, wanted)
      return ok(await onePost(ctx, wanted))
    },
  ),
  verb(
    'POST /posts/{postId}/hide',
    { input: conductInput.removalInput, shape: postShape, statuses: [200] },
    async (ctx, wanted) => {
      await removePost(ctx, wanted)
      return ok(await onePost(ctx, wanted))
    },
  ),
  verb(
    'POST /posts/{postId}/restore',
    { input: input.postRef, shape: postShape, statuses: [200] },
    async (ctx, ref) => {
      await restorePost(ctx, ref)
      return ok(await onePost(ctx, ref))
    },
  ),
  verb(
    'PUT /posts/{postId}/share',
    { input: input.postRef, shape: shareShape, statuses: [200] },
    async (ctx, ref) => {
      await sharePost(ctx, ref)
      const { share } = await ownShare(ctx, ref)
      return ok({ url: `${ctx.site}${paths.shared(share?.code ?? '')}`, visitors: share?.visitors ?? 0 })
    },
  ),
  verb('PUT /posts/{postId}/save', { input: input.saving, statuses: [204] }, async (ctx, wanted) => {
    await savePost(ctx, wanted)
    return done()
  }),
  verb('DELETE /posts/{postId}/save', { input: input.postRef, statuses: [204] }, async (ctx, ref) => {
    await forgetSave(ctx, ref)
    return done()
  }),
  /** The caller's own, for nobody else. */
  view('GET /saves', { input: z.object(input.paging), shape: listOf(saveShape) }, async (ctx, wanted) => {
    const { items, next } = await saveList(ctx, wanted)
    return {
      items: items.map((row) => ({
        postId: row.postId,
        kind: row.kind,
        title: row.title,
        excerpt: row.excerpt,
        author: personOf(row.author),
        url: `${ctx.site}${paths.post({ id: row.topicId, slug: row.slug, kind: row.topicKind }, row.number)}`,
        note: row.note,
        savedAt: iso(row.savedAt),
      })),
      next,
    }
  }),
  verb('PUT /posts/{postId}/withdrawn', { input: input.postRef, statuses: [204] }, async (ctx, ref) => {
    await withdrawPost(ctx, ref)
    return done()
  }),
  verb('DELETE /posts/{postId}/withdrawn', { input: input.postRef, statuses: [204] }, async (ctx, ref) => {
    await restoreWithdrawn(ctx, ref)
    return done()
  }),
  view('GET /posts/{postId}/history', { input: input.postRef, shape: historyShape }, async (ctx, ref) => {
    const { versions } = await postHistory(ctx, ref)
    return {
      versions: versions.map(({ number, at, reason, author, change }) => ({
        number,
        at: iso(at),
        reason,
        author: personOf(author),
        ...change,
      })),
    }
  }),
  verb(
    'POST /posts/{postId}/history/{number}/restore',
    { input: input.revisionRef, shape: postShape, statuses: [200] },
    async (ctx, ref) => {
      await restoreRevision(ctx, ref)
      return ok(await onePost(ctx, ref))
    },
  ),
]
