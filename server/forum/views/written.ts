import { sql } from 'drizzle-orm'
import { boards, posts, topics } from '#db/schema/index.ts'
import { plainText } from '#server/core/markdown.ts'
import { standing } from './parts.ts'

/** A post in a list of posts, with the topic it leads to. It wants joins of topics and boards. */
export const writtenColumns = {
  postId: posts.id,
  number: posts.number,
  kind: posts.kind,
  html: posts.html,
  score: sql<number | null>`case when ${posts.countsHiddenUntil} is null then ${posts.score} end`,
  acceptedAt: posts.acceptedAt,
  createdAt: posts.createdAt,
  topicId: topics.id,
  topicKind: topics.kind,
  title: topics.title,
  slug: topics.slug,
  boardSlug: boards.slug,
  boardTitle: boards.title,
  solvedAt: topics.solvedAt,
  answeredAt: topics.answeredAt,
  closedAt: topics.closedAt,
  closedReason: topics.closedReason,
  escalatedAt: topics.escalatedAt,
  hiddenAt: topics.hiddenAt,
}

type Raw = Parameters<typeof standing>[0] & { html: string }

/** The same with where its topic stands, and the beginning of its words in place of all of them. */
export const asWritten = <Row extends Raw>({ html, ...row }: Row) => ({
  ...row,
  excerpt: plainText(html, 200),
  ...standing(row),
})
