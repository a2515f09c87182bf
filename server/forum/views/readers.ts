import { eq, inArray } from 'drizzle-orm'
import { branchReaders, members, posts, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { rolesAsleep } from '#server/terms/index.ts'

/**
 * Which of these members may read a post, for notices and letters: nobody is told of what they could not open. Answers
 * the subset of `memberIds`; a post that is hidden, held, withdrawn or gone has no readers but moderators.
 */
export async function readersAmong(
  ctx: Ctx,
  input: { postId: PostId; memberIds: readonly MemberId[] },
): Promise<Set<MemberId>> {
  if (input.memberIds.length === 0) return new Set()
  const [post] = await ctx.db
    .select({
      topicId: posts.topicId,
      visibility: posts.visibility,
      heldAt: posts.heldAt,
      hiddenAt: posts.hiddenAt,
      withdrawnAt: posts.withdrawnAt,
      askerId: topics.authorId,
      topicHidden: topics.hiddenAt,
      topicHeld: topics.heldAt,
      topicWithdrawn: topics.withdrawnAt,
    })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(eq(posts.id, input.postId))
  if (!post) return new Set()
  const people = await ctx.db
    .select({ id: members.id, held: members.roles, asleep: rolesAsleep(members, ctx.now) })
    .from(members)
    .where(inArray(members.id, [...input.memberIds]))
  const gone = [
    post.heldAt,
    post.hiddenAt,
    post.withdrawnAt,
    post.topicHidden,
    post.topicHeld,
    post.topicWithdrawn,
  ].some((at) => at !== null)
  const branch = post.visibility === 'private' ? await branchOf(ctx, post) : new Set<MemberId>()
  const may = ({ id, held, asleep }: (typeof people)[number]) => {
    const roles = asleep ? [] : held
    if (gone) return roles.includes('moderator') || roles.includes('admin')
    if (post.visibility === 'note') return roles.length > 0
    return post.visibility === 'public' || roles.includes('engineer') || branch.has(id)
  }
  return new Set(people.filter(may).map((person) => person.id))
}

async function branchOf(
  ctx: Ctx,
  post: { topicId: TopicId; askerId: MemberId | null },
): Promise<Set<MemberId>> {
  const invited = await ctx.db
    .select({ memberId: branchReaders.memberId })
    .from(branchReaders)
    .where(eq(branchReaders.topicId, post.topicId))
  return new Set([...invited.map((row) => row.memberId), ...(post.askerId ? [post.askerId] : [])])
}

export const mayReadPost = async (ctx: Ctx, input: { postId: PostId; memberId: MemberId }) =>
  (await readersAmong(ctx, { postId: input.postId, memberIds: [input.memberId] })).has(input.memberId)
