import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, PostId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import * as paths from '#server/core/paths.ts'
import { permit } from '#server/core/permit.ts'
import { type Hit, hitsIn, input, mayKeepRules, type Pattern, patternOf } from '#server/screening/index.ts'

const days = 30
/** However busy the site is, a trial looks at this many posts and characters, the newest first, and says so. */
const most = { posts: 5000, characters: 8_000_000, examples: 20 }
const atOnce = 500

type Example = {
  postId: PostId
  href: string
  title: string
  at: Date
  /** The words before, of and after the first hit. */
  excerpt: { before: string; hit: string; after: string }
  hits: number
}

/**
 * What a rule would have met among the public posts of the last 30 days: how many, and the newest of them with the words
 * around (MOD-18). Nothing is changed, and nobody is told.
 */
export async function tryRule(ctx: Ctx, sent: z.input<typeof input.newRule>) {
  const rule = parse(input.newRule, sent)
  permit(mayKeepRules(ctx.actor, rule.boards), 'screening.rule.refused')
  const pattern = patternOf(rule)
  const since = new Date(ctx.now.getTime() - days * 86_400_000)
  const trial = { looked: 0, met: 0, complete: true, examples: [] as Example[] }
  let [seen, characters] = [0, 0]
  let after: PostId | null = null
  for (;;) {
    const page: Recent[] = await newestPosts(ctx, { boardIds: rule.boards, after })
    for (const post of page) {
      seen++
      if (post.createdAt < since) continue
      trial.looked++
      characters += post.source.length
      const met = exampleOf(pattern, post)
      if (!met) continue
      trial.met++
      if (trial.examples.length < most.examples) trial.examples.push(met)
    }
    const last = page.at(-1)
    if (!last || page.length < atOnce) return trial
    if (seen >= most.posts || characters >= most.characters)
      return { ...trial, complete: last.createdAt < since }
    after = last.id
  }
}

function exampleOf(pattern: Pattern, post: Recent): Example | null {
  const hits = { title: post.opens ? hitsIn(pattern, post.title) : [], body: hitsIn(pattern, post.source) }
  const [inTitle, inBody] = [hits.title[0], hits.body[0]]
  const first = inTitle ?? inBody
  if (!first) return null
  return {
    postId: post.id,
    href: paths.post({ id: post.topicId, kind: post.kind, slug: post.slug }, post.number),
    title: post.title,
    at: post.createdAt,
    excerpt: around(inTitle ? post.title : post.source, first),
    hits: hits.title.length + hits.body.length,
  }
}

export type RuleTrial = Awaited<ReturnType<typeof tryRule>>

const context = 60

const around = (text: string, { start, end }: Hit) => ({
  before: text.slice(Math.max(0, start - context), start),
  hit: text.slice(start, Math.min(end, start + context)),
  after: text.slice(end, end + context),
})

/** By id, which is time: the newest written first, whatever dates an import gave its posts. */
const newestPosts = (
  ctx: Ctx,
  { boardIds, after }: { boardIds: readonly BoardId[] | null; after: PostId | null },
) =>
  ctx.db
    .select({
      id: posts.id,
      topicId: topics.id,
      kind: topics.kind,
      slug: topics.slug,
      title: topics.title,
      opens: sql<boolean>`${posts.id} = ${topics.openingId}`,
      number: posts.number,
      source: posts.source,
      createdAt: posts.createdAt,
    })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(
      and(
        after ? lt(posts.id, after) : undefined,
        boardIds ? inArray(topics.boardId, [...boardIds]) : undefined,
        eq(posts.visibility, 'public'),
        isNull(posts.withdrawnAt),
      ),
    )
    .orderBy(desc(posts.id))
    .limit(atOnce)

type Recent = Awaited<ReturnType<typeof newestPosts>>[number]
