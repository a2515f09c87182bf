import { desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { members, postRevisions } from '#db/schema/index.ts'
import type { Affiliation } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type DiffSegment, wordDiff } from '#server/core/diff.ts'
import { parse } from '#server/core/parse.ts'
import { postWithTopic } from './finding.ts'
import { postRef } from '../input.ts'
import { canRevise } from '../policy.ts'
import { personOf } from './parts.ts'

type Change = {
  title: DiffSegment[] | null
  body: DiffSegment[]
  tags: { added: string[]; removed: string[] }
}

/** Every version of a post, newest first, each with who, when, why and the words that changed (ASK-18). */
export async function postHistory(ctx: Ctx, input: z.input<typeof postRef>) {
  const ref = parse(postRef, input)
  const { post, topic } = await postWithTopic(ctx, ref)
  const found = await ctx.db
    .select({
      number: postRevisions.number,
      title: postRevisions.title,
      tagSlugs: postRevisions.tagSlugs,
      source: postRevisions.source,
      sourceFormat: postRevisions.sourceFormat,
      reason: postRevisions.reason,
      at: postRevisions.at,
      handle: members.handle,
      name: members.displayName,
      roles: members.roles,
      stored: postRevisions.authorName,
      approvedBy: sql<
        string | null
      >`(select display_name from members where id = ${postRevisions.approvedBy})`,
    })
    .from(postRevisions)
    .leftJoin(members, eq(members.id, postRevisions.authorId))
    .where(eq(postRevisions.postId, post.id))
    .orderBy(desc(postRevisions.number))
  const versions = found.map((row, index) => ({
    number: row.number,
    at: row.at,
    reason: row.reason,
    author: personOf({ ...row, affiliation: staffNow(row.roles) }),
    approvedBy: row.approvedBy,
    change: changeBetween(found[index + 1], row),
  }))
  return {
    topic: { id: topic.id, kind: topic.kind, title: topic.title, slug: topic.slug },
    post: {
      id: post.id,
      number: post.number,
      kind: post.kind,
      source: post.source,
      createdAt: post.createdAt,
    },
    versions,
    can: { restore: canRevise(ctx.actor, post) },
  }
}

type Version = { title: string | null; tagSlugs: string[] | null; source: string }

function changeBetween(before: Version | undefined, after: Version): Change {
  const had = before?.tagSlugs ?? []
  const has = after.tagSlugs ?? []
  return {
    title:
      after.title !== null && before?.title !== after.title
        ? wordDiff(before?.title ?? '', after.title)
        : null,
    body: wordDiff(before?.source ?? '', after.source),
    tags: {
      added: has.filter((tag) => !had.includes(tag)),
      removed: had.filter((tag) => !has.includes(tag)),
    },
  }
}

/** Who edits a post is marked by the role held today: what a version remembers is its words. */
const staffNow = (roles: readonly string[] | null): Affiliation | null =>
  roles && roles.length > 0 ? { kind: 'employee', company: null } : null
