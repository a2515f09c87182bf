import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import {
  castVote,
  convertPost,
  input,
  postHistory,
  postInView,
  restorePost,
  restoreRevision,
  restoreWithdrawn,
  revisePost,
  withdrawPost,
} from '#server/forum/index.ts'
import { conductInput, removePost } from '#server/moderation/index.ts'
import { done, ok, verb, view } from './endpoint.ts'
import { iso, personOf, postIn } from './forming.ts'
import { postShape, scoreShape, versionShape } from './shapes.ts'

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
