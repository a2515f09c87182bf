import { eq, sql } from 'drizzle-orm'
import { postPlaces, posts, topicTags, topics } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { prepared, preparedSql, value } from '#server/core/prepared.ts'
import { mentionedHandles, renderMarkdown } from '#server/core/markdown.ts'
import { knownHandles } from './views/finding.ts'

/** Markdown to stored HTML, with mentions of people who exist as links. */
export async function rendered(ctx: Ctx | Tx, source: string): Promise<string> {
  const mentions = await knownHandles(ctx, mentionedHandles(source))
  return renderMarkdown(source, { origin: ctx.site, mentions })
}

/**
 * Brings what a topic keeps about its posts in line with them: counts, answered, solved, last activity. One statement
 * over the topic's posts, so that no counter can drift; the topic is locked by whoever calls.
 */
export async function recount(tx: Tx, topicId: TopicId) {
  await recounted(tx, { topicId })
}

const shown = sql`visibility = 'public' and hidden_at is null and held_at is null and withdrawn_at is null`

const recounted = preparedSql(
  'recount',
  sql`
    with counted as (update ${topics} as t set
      post_count = c.posts, reply_count = c.replies, accepted_count = c.accepted,
      answered_at = c.answered_at,
      solved_at = case when c.accepted > 0 then coalesce(t.solved_at, c.accepted_at) else t.marked_solved_at end,
      staff_replied = c.staff_replied,
      score = case when t.counts_hidden_until is null then c.score else 0 end,
      active_at = greatest(t.created_at, coalesce(c.active_at, t.created_at)),
      last_author_id = c.last_author_id, last_author_name = c.last_author_name,
      last_affiliation = c.last_affiliation
    from (
      select
        count(*) filter (where ${shown})::int as posts,
        count(*) filter (where kind in ('answer', 'reply') and ${shown})::int as replies,
        count(*) filter (where accepted_at is not null and ${shown})::int as accepted,
        min(accepted_at) filter (where ${shown}) as accepted_at,
        min(visible_at) filter (where kind in ('answer', 'reply') and ${shown}) as answered_at,
        max(visible_at) filter (where ${shown}) as active_at,
        coalesce(bool_or(official and number > 1) filter (where ${shown}), false) as staff_replied,
        coalesce(max(score) filter (where number = 1), 0)::int as score,
        (array_agg(author_id order by visible_at desc, number desc) filter (where ${shown}))[1] as last_author_id,
        (array_agg(author_name order by visible_at desc, number desc) filter (where ${shown}))[1] as last_author_name,
        (array_agg(affiliation order by visible_at desc, number desc) filter (where ${shown}))[1] as last_affiliation
      from ${posts} where topic_id = ${value('topicId')}
    ) as c where t.id = ${value('topicId')} returning t.id, t.active_at)
    update ${topicTags} set active_at = counted.active_at from counted where topic_id = counted.id`,
)

/** The next free place in a topic that is locked; one that a post has left is not given again. */
export async function nextNumber(tx: Tx, topicId: TopicId): Promise<number> {
  const [row] = await numberAfter(tx, { id: topicId })
  return Number(row?.next ?? 1)
}

const numberAfter = prepared('next-number', (db) =>
  db
    .select({
      next: sql<number>`greatest(max(${posts.number}), (select max(number) from ${postPlaces} where topic_id = ${value('id')}), 0) + 1`,
    })
    .from(posts)
    .where(eq(posts.topicId, value('id'))),
)

/** "Why is the cache cold?" → "why-is-the-cache-cold"; a title without letters that travel gets a plain word. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug === '' || ownWords.has(slug) ? `topic${slug && '-'}${slug}` : slug
}

/** Pages that stand below a topic's number; no slug may be mistaken for one. */
const ownWords = new Set(['history', 'print', 'escalate'])
