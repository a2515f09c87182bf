import { and, eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import { postRevisions, posts, topics } from '#db/schema/index.ts'
import { isMember, mayModerate, memberIdOf, moderates, system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { Conflict, Invalid, NotFound } from '#server/core/errors.ts'
import { type MemberId, newId } from '#server/core/ids.ts'
import { htmlToMarkdown, plainText } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { postWithTopic } from './views/finding.ts'
import { revision, revisionRef } from './input.ts'
import { canRevise, wrote } from './policy.ts'
import { holdPost } from './posts.ts'
import { mustTakeWords } from './reading-only.ts'
import { setTags } from './tags.ts'
import { asAuthor } from './topics.ts'
import { tellScreened, vet, type Vetted } from './vetting.ts'
import { rendered, slugOf } from './writing.ts'

type Found = Awaited<ReturnType<typeof postWithTopic>>
type Words = Omit<z.output<typeof revision>, 'basedOn' | 'title' | 'tags'> & {
  title?: string | undefined
  tags?: string[] | undefined
}

/** A better version of a post; every earlier one is kept with author, time and reason (ASK-18). */
export async function revisePost(ctx: Ctx, input: z.input<typeof revision>) {
  const wanted = parse(revision, input)
  return change(ctx, async (tx) => {
    asAuthor(tx)
    const found = await postWithTopic(tx, wanted)
    permit(canRevise(tx.actor, found.post), 'forum.revise.ability')
    if (!moderates(tx.actor, found.topic)) mustTakeWords(found.topic)
    if (wanted.basedOn !== undefined && wanted.basedOn !== found.post.editCount)
      throw new Conflict('forum.revise.meanwhile')
    return await write(tx, found, wanted)
  })
}

/**
 * A suggested edit becomes a version by its proposer, with whoever approves it noted (ASK-18). Moderators of the board;
 * 409 where the post has changed since the suggestion.
 */
export async function applySuggestion(ctx: Ctx, input: z.input<typeof revision> & { proposerId: MemberId }) {
  const wanted = parse(revision, input)
  return change(ctx, async (tx) => {
    const found = await postWithTopic(tx, wanted)
    permit(mayModerate(tx.actor, 'edit', found.topic))
    if (wanted.basedOn !== found.post.editCount) throw new Conflict('forum.revise.meanwhile')
    return await write(tx, found, { ...wanted, proposerId: input.proposerId })
  })
}

/** An earlier version becomes the newest again, as an edit of its own. */
export async function restoreRevision(ctx: Ctx, input: z.input<typeof revisionRef>) {
  const ref = parse(revisionRef, input)
  return change(ctx, async (tx) => {
    asAuthor(tx)
    const found = await postWithTopic(tx, ref)
    permit(canRevise(tx.actor, found.post), 'forum.revise.ability')
    if (!moderates(tx.actor, found.topic)) mustTakeWords(found.topic)
    const [earlier] = await tx.db
      .select()
      .from(postRevisions)
      .where(and(eq(postRevisions.postId, ref.postId), eq(postRevisions.number, ref.number)))
    if (!earlier) throw new NotFound('revision')
    return await write(tx, found, {
      postId: ref.postId,
      body: markdownOf(earlier),
      title: earlier.title ?? undefined,
      tags: earlier.tagSlugs ?? undefined,
      reason: `↩ ${ref.number}`,
    })
  })
}

const markdownOf = (row: { source: string; sourceFormat: 'markdown' | 'html' }) =>
  row.sourceFormat === 'html' ? htmlToMarkdown(row.source) : row.source

async function write(tx: Tx, { post, topic }: Found, sent: Words & { proposerId?: MemberId }) {
  const opening = post.id === topic.openingId
  const { vetted, wanted } = await vettedEdit(tx, { post, topic }, sent)
  const title = opening ? (wanted.title ?? topic.title) : null
  if (wanted.title !== undefined && !opening)
    throw new Invalid([{ path: 'title', key: 'forum.title.opening' }])
  const before = {
    title: opening ? topic.title : null,
    tags: opening ? topic.tagSlugs : null,
    source: markdownOf(post),
  }
  const tagSlugs =
    opening && wanted.tags
      ? await setTags(tx, { topicId: topic.id, slugs: wanted.tags, allowed: topic.allowedTags })
      : before.tags
  const sameTags = String(tagSlugs) === String(before.tags)
  if (before.source === wanted.body && title === before.title && sameTags)
    return { number: post.editCount + 1, changed: false }

  const number = await keepVersions(
    tx,
    { post, topic },
    { title, tagSlugs, source: wanted.body, reason: wanted.reason, proposer: wanted.proposerId },
  )
  const html = vetted?.html ?? (await rendered(tx, wanted.body))
  const edited = {
    source: wanted.body,
    sourceFormat: 'markdown' as const,
    html,
    editedAt: tx.now,
    editCount: number - 1,
  }
  await tx.db.update(posts).set(edited).where(eq(posts.id, post.id))
  if (opening && title !== null)
    await tx.db
      .update(topics)
      .set({ title, slug: slugOf(title), tagSlugs: tagSlugs ?? [], excerpt: plainText(html, 180) })
      .where(eq(topics.id, topic.id))
  const much = significant(before.source, wanted.body)
  if (much && opening && topic.closedAt && !topic.reviewAskedAt && wrote(tx.actor, post))
    await askForReview(tx, topic)
  tellRevised(tx, { post, topic }, { title: title !== before.title, tags: !sameTags, significant: much })
  if (vetted) await followVetting(tx, { post, topic }, vetted)
  return { number, changed: true }
}

/** The words of a member's public edit as they may stand; a moderator's, and what is not public, is let be. */
async function vettedEdit<Sent extends Words>(tx: Tx, { post, topic }: Found, sent: Sent) {
  const { actor } = tx
  if (!isMember(actor) || post.visibility !== 'public' || moderates(actor, topic.boardId))
    return { vetted: null, wanted: sent }
  const opening = post.id === topic.openingId
  const vetted = await vet(tx, {
    author: actor,
    boardId: topic.boardId,
    title: opening ? (sent.title ?? topic.title) : null,
    body: sent.body,
    as: 'edit',
    before: { title: opening ? topic.title : null, body: markdownOf(post) },
  })
  const title = sent.title === undefined ? {} : { title: vetted.title ?? sent.title }
  return { vetted, wanted: { ...sent, ...title, body: vetted.body } }
}

/** An edit that was caught waits like a new post would. */
async function followVetting(tx: Tx, { post, topic }: Found, vetted: Vetted) {
  if (vetted.held) await holdPost({ ...tx, actor: system('forum.vetting') }, { postId: post.id })
  const of = { topicId: topic.id, boardId: topic.boardId, postId: post.id, authorId: post.authorId }
  tellScreened(tx, of, vetted)
}

type Version = {
  title: string | null
  tagSlugs: string[] | null
  source: string
  reason: string
  proposer?: MemberId | undefined
}

/** The first edit stores what stood there before as version 1; each edit stores the newest. */
async function keepVersions(tx: Tx, { post, topic }: Found, version: Version): Promise<number> {
  const [kept] = await tx.db
    .select({ last: max(postRevisions.number) })
    .from(postRevisions)
    .where(eq(postRevisions.postId, post.id))
  const last = kept?.last ?? 0
  const opening = post.id === topic.openingId
  const of = { postId: post.id }
  if (last === 0)
    await tx.db.insert(postRevisions).values({
      ...of,
      id: newId(),
      number: 1,
      title: opening ? topic.title : null,
      tagSlugs: opening ? topic.tagSlugs : null,
      source: post.source,
      sourceFormat: post.sourceFormat,
      authorId: post.authorId,
      authorName: post.authorName,
      at: post.createdAt,
    })
  const number = Math.max(last, 1) + 1
  const { proposer, ...words } = version
  const editor = memberIdOf(tx.actor)
  await tx.db.insert(postRevisions).values({
    ...of,
    ...words,
    id: newId(),
    number,
    authorId: proposer ?? editor,
    approvedBy: proposer ? editor : null,
    approvedAt: proposer ? tx.now : null,
    at: tx.now,
  })
  return number
}

/** Twenty words or a fifth of the text: enough to look at a closed topic again (ASK-14). */
function significant(before: string, after: string): boolean {
  const segments = wordDiff(before, after)
  const words = (text: string) => text.split(/\s+/).filter(Boolean).length
  const changed = segments
    .filter((part) => part.kind !== 'same')
    .reduce((sum, part) => sum + words(part.text), 0)
  return changed >= 20 || changed * 5 >= Math.max(words(before), 1)
}

async function askForReview(tx: Tx, topic: Found['topic']) {
  await tx.db.update(topics).set({ reviewAskedAt: tx.now }).where(eq(topics.id, topic.id))
  tx.tell({ type: 'topic.reviewAsked', topicId: topic.id, boardId: topic.boardId })
}

function tellRevised(
  tx: Tx,
  { post, topic }: Found,
  what: { title: boolean; tags: boolean; significant: boolean },
) {
  const at = { topicId: topic.id, boardId: topic.boardId }
  tx.tell({ type: 'post.revised', ...at, postId: post.id, authorId: post.authorId, minor: !what.significant })
  if (what.title) tx.tell({ type: 'topic.retitled', ...at })
  if (what.tags) tx.tell({ type: 'topic.retagged', ...at })
}
