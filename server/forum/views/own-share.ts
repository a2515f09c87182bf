import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { shares } from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { postRef } from '../input.ts'
import { canShare } from '../policy.ts'
import { postWithTopic } from './finding.ts'

/** The reader's own address of a post, where they made one, with how many different people came by it, never who. */
export async function ownShare(ctx: Ctx, input: z.input<typeof postRef>) {
  const { postId } = parse(postRef, input)
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const { post, topic } = await postWithTopic(ctx, { postId })
  const [share] = await ctx.db
    .select({ code: shares.code, visitors: shares.visitors })
    .from(shares)
    .where(and(eq(shares.memberId, ctx.actor.memberId), eq(shares.postId, postId)))
  const { id, slug, kind, title } = topic
  return {
    share: share ?? null,
    number: post.number,
    topic: { id, slug, kind, title },
    can: canShare(ctx.actor, post),
  }
}
