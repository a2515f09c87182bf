import { eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { tags, topicTags, topics, watches } from '#db/schema/index.ts'
import { able } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid, NotFound } from '#server/core/errors.ts'
import { newId, type TagId, type TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { tagPair, tagText } from './input.ts'

type Tagging = { topicId: TopicId; slugs: readonly string[]; allowed: readonly string[] | null }

/**
 * Sets a topic's tags to these: synonyms become their master, a board's own set is kept to, and a tag nobody used yet
 * needs the ability to create one. Answers the slugs as stored.
 */
export async function setTags(tx: Tx, { topicId, slugs, allowed }: Tagging): Promise<string[]> {
  const wanted = await masters(tx, slugs)
  const strange = allowed ? wanted.filter((tag) => !allowed.includes(tag.slug)) : []
  if (strange.length > 0)
    throw new Invalid([
      { path: 'tags', key: 'forum.tags.board', params: { tags: strange.map((tag) => tag.slug).join(', ') } },
    ])
  const before = await tx.db
    .delete(topicTags)
    .where(eq(topicTags.topicId, topicId))
    .returning({ tagId: topicTags.tagId })
  const ids = wanted.map((tag) => tag.id)
  if (ids.length > 0)
    await tx.db.insert(topicTags).values(ids.map((tagId) => ({ topicId, tagId, activeAt: tx.now })))
  await countTopics(tx, [...new Set([...before.map((row) => row.tagId), ...ids])])
  return wanted.map((tag) => tag.slug)
}

/** Tags by slug, followed to their masters and created where new. */
async function masters(tx: Tx, slugs: readonly string[]): Promise<{ id: TagId; slug: string }[]> {
  if (slugs.length === 0) return []
  const found = await tx.db
    .select({ id: tags.id, slug: tags.slug, synonymOf: tags.synonymOf })
    .from(tags)
    .where(inArray(tags.slug, [...slugs]))
  const missing = slugs.filter((slug) => !found.some((tag) => tag.slug === slug))
  if (missing.length > 0 && !able(tx.actor, 'createTag'))
    throw new Invalid([{ path: 'tags', key: 'forum.tags.unknown', params: { tags: missing.join(', ') } }])
  const synonyms = found.flatMap((tag) => (tag.synonymOf ? [tag.synonymOf] : []))
  const behind =
    synonyms.length > 0
      ? await tx.db.select({ id: tags.id, slug: tags.slug }).from(tags).where(inArray(tags.id, synonyms))
      : []
  const created: { id: TagId; slug: string }[] = []
  for (const slug of missing) created.push(await createTag(tx, slug))
  const all = [...found.filter((tag) => !tag.synonymOf), ...behind, ...created]
  return [...new Map(all.map((tag) => [tag.id, { id: tag.id, slug: tag.slug }])).values()]
}

async function createTag(tx: Tx, slug: string) {
  const id = newId<TagId>()
  const [made] = await tx.db
    .insert(tags)
    .values({ id, slug, createdAt: tx.now })
    .onConflictDoNothing({ target: tags.slug })
    .returning({ id: tags.id, slug: tags.slug })
  if (made) {
    tx.tell({ type: 'tag.created', tagId: id })
    return made
  }
  const [there] = await tx.db.select({ id: tags.id, slug: tags.slug }).from(tags).where(eq(tags.slug, slug))
  if (!there) throw new Conflict('error.conflict')
  return there
}

const countTopics = async (tx: Tx, ids: readonly TagId[]) => {
  if (ids.length === 0) return
  await tx.db
    .update(tags)
    .set({ topicCount: sql`(select count(*)::int from ${topicTags} where ${topicTags.tagId} = ${tags.id})` })
    .where(inArray(tags.id, [...ids]))
}

async function tagNamed(tx: Tx, slug: string) {
  const [tag] = await tx.db.select().from(tags).where(eq(tags.slug, slug)).for('update')
  if (!tag) throw new NotFound('tag')
  return tag
}

const mayKeepTags = (tx: Tx) => able(tx.actor, 'tagSynonyms')

/** What a tag is for: a line for lists and a longer text for its page. */
export async function describeTag(ctx: Ctx, input: z.input<typeof tagText>) {
  const { tag: slug, ...text } = parse(tagText, input)
  return change(ctx, async (tx) => {
    permit(mayKeepTags(tx), 'forum.tags.keep')
    const tag = await tagNamed(tx, slug)
    if (tag.excerpt === text.excerpt && tag.description === text.description) return
    await tx.db.update(tags).set(text).where(eq(tags.id, tag.id))
    tx.tell({ type: 'tag.changed', tagId: tag.id })
  })
}

/** From now on the one stands for the other, in new topics and in searches. */
export async function makeSynonym(ctx: Ctx, input: z.input<typeof tagPair>) {
  const pair = parse(tagPair, input)
  return change(ctx, async (tx) => {
    permit(mayKeepTags(tx), 'forum.tags.keep')
    const into = await tagNamed(tx, pair.into)
    if (pair.from === pair.into || into.synonymOf) throw new Conflict('forum.tags.circle')
    const from = await tagOrNew(tx, pair.from)
    if (from.synonymOf === into.id) return
    await tx.db.update(tags).set({ synonymOf: into.id }).where(eq(tags.id, from.id))
    await tx.db.update(tags).set({ synonymOf: into.id }).where(eq(tags.synonymOf, from.id))
    await retag(tx, from, into)
    tx.tell({ type: 'tag.changed', tagId: into.id })
  })
}

const tagOrNew = async (tx: Tx, slug: string) => {
  const [tag] = await tx.db.select().from(tags).where(eq(tags.slug, slug)).for('update')
  if (tag) return tag
  await createTag(tx, slug)
  return await tagNamed(tx, slug)
}

/** One tag goes into another for good: its topics and followers move, its name stays as a synonym. */
export const mergeTags = async (ctx: Ctx, input: z.input<typeof tagPair>) => {
  const pair = parse(tagPair, input)
  return change(ctx, async (tx) => {
    permit(mayKeepTags(tx), 'forum.tags.keep')
    const from = await tagNamed(tx, pair.from)
    if (from.synonymOf) throw new Conflict('forum.tags.circle')
    await makeSynonym(tx, pair)
  })
}

async function retag(tx: Tx, from: { id: TagId; slug: string }, into: { id: TagId; slug: string }) {
  const moved = await tx.db
    .select({ topicId: topicTags.topicId, activeAt: topicTags.activeAt })
    .from(topicTags)
    .where(eq(topicTags.tagId, from.id))
  if (moved.length > 0) {
    await tx.db.delete(topicTags).where(eq(topicTags.tagId, from.id))
    await tx.db
      .insert(topicTags)
      .values(moved.map((row) => ({ ...row, tagId: into.id })))
      .onConflictDoNothing()
    const ids = moved.map((row) => row.topicId)
    await tx.db
      .update(topics)
      .set({
        tagSlugs: sql`(select array_agg(distinct case when s = ${from.slug} then ${into.slug} else s end) from unnest(${topics.tagSlugs}) as s)`,
      })
      .where(inArray(topics.id, ids))
  }
  await tx.db.execute(sql`update ${watches} as w set subject_id = ${into.id}
    where subject_kind = 'tag' and subject_id = ${from.id}
      and not exists (select from ${watches} as o where o.member_id = w.member_id and o.subject_kind = 'tag' and o.subject_id = ${into.id})`)
  await countTopics(tx, [from.id, into.id])
}
