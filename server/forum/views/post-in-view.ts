import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId } from '#server/core/ids.ts'
import { htmlToMarkdown } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { postWithTopic } from './finding.ts'
import { postRef } from '../input.ts'
import { canRevise, visiblePosts, visibleTopics } from '../policy.ts'

/** One post as Markdown, for editing and quoting. */
export async function postInView(ctx: Ctx, input: z.input<typeof postRef>) {
  const { post, topic } = await postWithTopic(ctx, parse(postRef, input))
  return {
    ...post,
    source: post.sourceFormat === 'html' ? htmlToMarkdown(post.source) : post.source,
    topic: {
      id: topic.id,
      kind: topic.kind,
      title: topic.title,
      slug: topic.slug,
      tags: topic.tagSlugs,
      openingId: topic.openingId,
    },
    can: { revise: canRevise(ctx.actor, post) },
  }
}

/** The sources of posts this actor may read, by id; what is hidden or withdrawn is left out. */
export async function postSources(
  ctx: Ctx,
  input: { postIds: readonly PostId[] },
): Promise<Map<PostId, string>> {
  if (input.postIds.length === 0) return new Map()
  const found = await ctx.db
    .select({ id: posts.id, source: posts.source, hiddenAt: posts.hiddenAt, withdrawnAt: posts.withdrawnAt })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(and(inArray(posts.id, [...input.postIds]), visiblePosts(ctx.actor), visibleTopics(ctx.actor)))
  return new Map(found.filter((row) => !row.hiddenAt && !row.withdrawnAt).map((row) => [row.id, row.source]))
}
