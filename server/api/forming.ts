import type { z } from 'zod'
import { type Actor, type Affiliation, isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  type Added,
  type PostShown,
  postSources,
  type TopicPage,
  topicPage,
  type TopicRow,
} from '#server/forum/index.ts'
import type { postShape, topicRowShape, topicShape } from './shapes.ts'

/** What views answer, in the published shapes. */
export const iso = (at: Date) => at.toISOString()
export const isoOrNull = (at: Date | null) => at?.toISOString() ?? null

type Person = {
  handle: string | null
  name: string
  staff: boolean
  affiliation: Affiliation | null
} | null
export const personOf = (person: Person) =>
  person && {
    handle: person.handle,
    displayName: person.name,
    staff: person.staff,
    affiliation: person.affiliation,
  }

type Shown =
  | 'id'
  | 'slug'
  | 'kind'
  | 'state'
  | 'flags'
  | 'title'
  | 'boardSlug'
  | 'tags'
  | 'score'
  | 'replyCount'
  | 'views'
  | 'createdAt'
  | 'activeAt'
  | 'answeredAt'
  | 'solvedAt'
  | 'closedAt'
  | 'closedReason'
type Topic = Pick<TopicRow, Shown> & { author: Person }

const topicFields = (topic: Topic, site: string) => ({
  id: topic.id,
  url: `${site}${paths.topic(topic)}`,
  kind: topic.kind,
  state: topic.state,
  flags: topic.flags,
  title: topic.title,
  board: topic.boardSlug,
  tags: topic.tags,
  author: personOf(topic.author),
  score: topic.score,
  replyCount: topic.replyCount,
  views: topic.views,
  createdAt: iso(topic.createdAt),
  activeAt: iso(topic.activeAt),
  answeredAt: isoOrNull(topic.answeredAt),
  solvedAt: isoOrNull(topic.solvedAt),
  closedAt: isoOrNull(topic.closedAt),
  closedReason: topic.closedReason,
})

export const topicRow = (row: TopicRow, { site }: Ctx): z.input<typeof topicRowShape> => ({
  ...topicFields(row, site),
  excerpt: row.excerpt,
})

/** One topic with its posts, as this actor may have them. */
export async function wholeTopic(
  ctx: Ctx,
  input: { topicId: number; after?: number | undefined },
): Promise<z.input<typeof topicShape> & { mine: boolean }> {
  const page = await topicPage(ctx, { topicId: input.topicId, after: input.after ?? 0 })
  const sources = await postSources(ctx, {
    postIds: page.posts.filter((post) => post.readable).map((post) => post.id),
  })
  const opening = page.posts.find((post) => post.id === page.openingId)
  const author = opening?.author ?? (await openingAuthor(ctx, page))
  return {
    ...topicFields({ ...page, author }, ctx.site),
    posts: page.posts.map((post) => onePost(post, { topicId: page.id, source: sources.get(post.id) ?? '' })),
    postsNext: page.postsNext,
    acceptedPostIds: page.acceptedPostIds,
    duplicateOf: page.duplicateOf,
    closedNote: page.closedNote,
    pinnedAt: isoOrNull(page.pinnedAt),
    lockedAt: isoOrNull(page.lockedAt),
    lockedReason: page.lockedReason,
    deeds: page.deeds.map(({ kind, at, by, from, to, reason, posts, other }) => ({
      ...{ kind, at: iso(at), by, from, to, reason, posts },
      topicId: other?.id ?? null,
    })),
    sourceUrl: page.sourceUrl,
    sourceLicence: page.sourceLicence,
    mine: page.mine,
  }
}

/** A later part of a long topic does not hold the opening. */
async function openingAuthor(ctx: Ctx, page: TopicPage): Promise<Person> {
  if (page.posts.length > 0 && page.posts[0]?.number === 1) return null
  const first = await topicPage(ctx, { topicId: page.id })
  return first.posts.find((post) => post.id === page.openingId)?.author ?? null
}

/** One post of a topic, as this actor may have it. */
export async function postIn(
  ctx: Ctx,
  { topicId, postId, number }: { topicId: number; postId: string; number: number },
) {
  const page = await topicPage(ctx, { topicId, after: number - 1 })
  const post = page.posts.find((candidate) => candidate.id === postId)
  if (!post) throw new Error('a post was written and is not in view')
  const sources = await postSources(ctx, { postIds: [post.id] })
  return onePost(post, { topicId: page.id, source: sources.get(post.id) ?? '' })
}

/** A post that this actor has just written: what reading it again would give, without reading it. */
export const writtenPost = (actor: Actor, added: Added): z.input<typeof postShape> => ({
  id: added.id,
  topicId: added.topicId,
  number: added.number,
  kind: added.kind,
  parentId: added.parentId,
  author: isMember(actor)
    ? {
        handle: actor.handle,
        displayName: actor.displayName,
        staff: added.affiliation?.kind === 'employee',
        affiliation: added.affiliation,
      }
    : null,
  score: added.countsHiddenUntil === null ? 0 : null,
  acceptedAt: null,
  visibility: added.visibility,
  source: added.source,
  html: added.html,
  createdAt: iso(added.createdAt),
  editedAt: null,
  held: added.held,
  stub: null,
  hiddenClause: null,
  hiddenTermsVersion: null,
  communityNote: null,
})

const onePost = (
  post: PostShown,
  { topicId, source }: { topicId: number; source: string },
): z.input<typeof postShape> => ({
  id: post.id,
  topicId,
  number: post.number,
  kind: post.kind,
  parentId: post.parentId,
  author: personOf(post.author),
  score: post.score,
  acceptedAt: isoOrNull(post.acceptedAt),
  visibility: post.visibility,
  source: post.readable ? source : '',
  html: post.html,
  createdAt: iso(post.createdAt),
  editedAt: isoOrNull(post.editedAt),
  held: post.heldAt !== null,
  stub: post.stub === 'hidden' || post.stub === 'withdrawn' ? post.stub : null,
  hiddenClause: post.hiddenClause,
  hiddenTermsVersion: post.hiddenTermsVersion,
  communityNote: post.communityNote && {
    html: post.communityNote.html,
    approvedAt: isoOrNull(post.communityNoteAt),
  },
})
