import { and, eq, sql } from 'drizzle-orm'
import { posts, reviewItems, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import type { AppealId, BoardId, MemberId, PostId, SuggestionId, TopicId } from '#server/core/ids.ts'

/** What an item is about. A person is judged by posts that show it, so one of them gives board and language. */
export type Subject =
  | { post: PostId }
  | { topic: TopicId }
  | { suggestion: SuggestionId; post: PostId }
  | { member: MemberId; post: PostId | null }
  | { appeal: AppealId; topic: TopicId | null; post: PostId | null; member: MemberId }

export type Place = {
  postId: PostId | null
  topicId: TopicId | null
  boardId: BoardId | null
  memberId: MemberId | null
  language: string
}

/** The language of topics that say none. */
export const siteLanguage = 'en'
const nowhere: Place = { postId: null, topicId: null, boardId: null, memberId: null, language: siteLanguage }

/** As much of a subject as names it. */
type Named =
  | { post: PostId }
  | { topic: TopicId }
  | { suggestion: SuggestionId }
  | { member: MemberId }
  | { appeal: AppealId }

/** The name of a subject, unique with a kind among open items. */
export function subjectName(subject: Subject | Named): string {
  if ('suggestion' in subject) return `suggestion:${subject.suggestion}`
  if ('appeal' in subject) return `appeal:${subject.appeal}`
  if ('member' in subject) return `member:${subject.member}`
  return 'topic' in subject ? `topic:${subject.topic}` : `post:${subject.post}`
}

/** Where a subject stands and whom it concerns. */
export async function placeOf(ctx: Pick<Ctx, 'db'>, subject: Subject): Promise<Place> {
  if ('appeal' in subject) return { ...(await placeOfAppealed(ctx, subject)), memberId: subject.member }
  const place = await placeOfText(ctx, subject)
  if ('member' in subject) return { ...place, memberId: subject.member, postId: null }
  return place
}

async function placeOfAppealed(
  ctx: Pick<Ctx, 'db'>,
  { topic, post }: Extract<Subject, { appeal: AppealId }>,
): Promise<Place> {
  if (post) return placeOfText(ctx, { post })
  return topic ? placeOfText(ctx, { topic }) : nowhere
}

async function placeOfText(
  ctx: Pick<Ctx, 'db'>,
  subject: Exclude<Subject, { appeal: AppealId }>,
): Promise<Place> {
  const columns = { topicId: topics.id, boardId: topics.boardId, lang: topics.lang }
  if ('topic' in subject) {
    const [row] = await ctx.db
      .select({ ...columns, memberId: topics.authorId })
      .from(topics)
      .where(eq(topics.id, subject.topic))
    if (!row) throw new NotFound('topic')
    return shaped({ ...row, postId: null })
  }
  if (!subject.post) return nowhere
  const [row] = await ctx.db
    .select({ ...columns, memberId: posts.authorId, postId: posts.id })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(eq(posts.id, subject.post))
  if (!row) throw new NotFound('post')
  return shaped(row)
}

const shaped = ({ lang, ...row }: Omit<Place, 'language'> & { lang: string | null }): Place => ({
  ...row,
  language: lang ?? siteLanguage,
})

/** A post as it stands now, whatever an actor may see of it: for effects of decisions, under the topic's lock. */
export async function postStanding(ctx: Pick<Ctx, 'db'>, postId: PostId) {
  const [row] = await ctx.db
    .select({
      id: posts.id,
      topicId: posts.topicId,
      authorId: posts.authorId,
      kind: posts.kind,
      opening: sql<boolean>`${posts.id} = ${topics.openingId}`,
      heldAt: posts.heldAt,
      hiddenAt: posts.hiddenAt,
      hiddenBy: posts.hiddenBy,
      hiddenClause: posts.hiddenClause,
      hiddenTermsVersion: posts.hiddenTermsVersion,
      hiddenReason: posts.hiddenReason,
      withdrawnAt: posts.withdrawnAt,
      editCount: posts.editCount,
      title: topics.title,
      tagSlugs: topics.tagSlugs,
      boardId: topics.boardId,
      source: posts.source,
    })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(eq(posts.id, postId))
  return row ?? null
}

/** The open item of the reports of a post. */
export async function itemOfPost(ctx: Pick<Ctx, 'db'>, postId: PostId) {
  const [row] = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(and(eq(reviewItems.postId, postId), eq(reviewItems.kind, 'flags'), eq(reviewItems.state, 'open')))
  return row?.id ?? null
}

/** A post's words as they stand, with the title where it opens its topic; null for one that is gone. */
export async function postWords(ctx: Pick<Ctx, 'db'>, postId: PostId) {
  const [row] = await ctx.db
    .select({ body: posts.source, title: topics.title, openingId: topics.openingId })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(eq(posts.id, postId))
  return row ? { body: row.body, title: row.openingId === postId ? row.title : null } : null
}
