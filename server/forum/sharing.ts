import { createHash, randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, shares, topics } from '#db/schema/index.ts'
import { memberIdOf, system } from '#server/core/actor.ts'
import { change, changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { postWithTopic } from './views/finding.ts'
import { sharing, visiting } from './input.ts'
import { canShare, listedTopics, visiblePosts } from './policy.ts'
import { asAuthor } from './topics.ts'

/** Bits of a share; at 1,000 visitors some fifteen of them have met another's mark and are not counted. */
const marks = 32_768

/** An address of one's own for a post that everybody may read. Asking again changes nothing. */
export async function sharePost(ctx: Ctx, input: z.input<typeof sharing>) {
  const { postId, visitor } = parse(sharing, input)
  const { post } = await postWithTopic(ctx, { postId })
  await change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    permit(canShare(tx.actor, post), 'forum.share.public')
    const code = randomBytes(6).toString('base64url')
    const none = sql`decode(repeat('00', ${marks / 8}), 'hex')`
    const made = await tx.db
      .insert(shares)
      .values({
        code,
        memberId,
        postId,
        marks: visitor ? seen(none, markOf(code, visitor)) : none,
        at: tx.now,
      })
      .onConflictDoNothing({ target: [shares.memberId, shares.postId] })
      .returning({ code: shares.code })
    if (made.length > 0) tx.tell({ type: 'post.shared', memberId, postId })
  })
}

/**
 * Where an address leads: to the post, or to where it stood. A visitor of what stands is counted once; who shared it never
 * is, nor a program. Only the first visit writes anything.
 */
export async function followShare(ctx: Ctx, input: z.input<typeof visiting>) {
  const { code, visitor, machine } = parse(visiting, input)
  const mark = markOf(code, visitor)
  const [share] = await ctx.db
    .select({
      topic: { id: topics.id, slug: topics.slug, kind: topics.kind },
      number: posts.number,
      postId: shares.postId,
      memberId: shares.memberId,
      stands: sql<boolean>`${posts.hiddenAt} is null and ${posts.withdrawnAt} is null and ${posts.heldAt} is null`,
      known: sql<boolean>`get_bit(${shares.marks}, ${mark}) = 1`,
    })
    .from(shares)
    .innerJoin(posts, eq(posts.id, shares.postId))
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(and(eq(shares.code, code), visiblePosts(ctx.actor), listedTopics(ctx.actor)))
  if (!share) throw new NotFound('share')
  const own = memberIdOf(ctx.actor) === share.memberId
  if (share.stands && !share.known && !machine) await note(ctx, { code, mark, own })
  return { topic: share.topic, number: share.number }
}

/** Two visits at once that set the same mark are one: the row is locked, and looked at again. */
const note = (ctx: Ctx, { code, mark, own }: { code: string; mark: number; own: boolean }) =>
  changeUngated({ ...ctx, actor: system('forum.followShare') }, async (tx) => {
    const [share] = await tx.db
      .update(shares)
      .set({ marks: seen(shares.marks, mark), visitors: sql`${shares.visitors} + ${own ? 0 : 1}` })
      .where(and(eq(shares.code, code), sql`get_bit(${shares.marks}, ${mark}) = 0`))
      .returning({ memberId: shares.memberId, postId: shares.postId })
    if (share && !own) tx.tell({ type: 'share.followed', ...share })
  })

const seen = (of: unknown, mark: number) => sql<Buffer>`set_bit(${of}, ${mark}, 1)`

const markOf = (code: string, visitor: string) =>
  createHash('sha256').update(`${code} ${visitor}`).digest().readUInt32BE() % marks
