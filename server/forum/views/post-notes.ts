import { desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { communityNotes, members } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { postRef } from '../input.ts'
import { canJudgeNote, canProposeNote, wrote } from '../policy.ts'
import { postWithTopic } from './finding.ts'
import { author } from './parts.ts'

const judge = alias(members, 'judge')

/**
 * Every community note of a post, newest first: approved ones and those that stood are everybody's to read, proposals and
 * what was turned down only who may judge them and who proposed them.
 */
export async function postNotes(ctx: Ctx, input: z.input<typeof postRef>) {
  const { post, topic } = await postWithTopic(ctx, parse(postRef, input))
  const found = await ctx.db
    .select({
      note: communityNotes,
      proposer: author.displayName,
      handle: author.handle,
      judge: judge.displayName,
    })
    .from(communityNotes)
    .leftJoin(author, eq(author.id, communityNotes.authorId))
    .leftJoin(judge, eq(judge.id, communityNotes.decidedBy))
    .where(eq(communityNotes.postId, post.id))
    .orderBy(desc(communityNotes.at), desc(communityNotes.id))
  const notes = found.flatMap(({ note, ...people }) => {
    const may = canJudgeNote(ctx.actor, { post, note })
    const stood = note.decidedAt !== null && note.state !== 'rejected'
    if (!stood && !may && !wrote(ctx.actor, note)) return []
    const { authorId: _, decidedBy: __, ...shown } = note
    return [{ ...shown, ...people, mine: wrote(ctx.actor, note), can: { judge: may } }]
  })
  return {
    post: { id: post.id, number: post.number },
    topic: { id: topic.id, kind: topic.kind, title: topic.title, slug: topic.slug },
    notes,
    can: { propose: canProposeNote(ctx.actor, post) },
  }
}
