import type { z } from 'zod'
import { authorNotes } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { mustBeUnrestricted, postInView } from '#server/forum/index.ts'
import { asFlagger, mayFlagToday } from './flagging.ts'
import { authorNoteInput } from './input.ts'
import { canFlag } from './policy.ts'

/**
 * Instead of a report, a private word to the author about a post, with its writer's name (MOD-01). Nobody else reads it,
 * and it hides nothing. Once for each post; it counts in the day's limit of reports.
 */
export async function noteAuthor(ctx: Ctx, input: z.input<typeof authorNoteInput>) {
  const wanted = parse(authorNoteInput, input)
  return change(ctx, async (tx) => {
    const from = asFlagger(tx)
    mustBeUnrestricted(tx, 'votes')
    const post = await postInView(tx, wanted)
    permit(post.authorId !== null && canFlag(from, post), 'moderation.flag.refused')
    await mayFlagToday(tx, from)
    const authorId = certain(post.authorId, 'the author')
    const written = await tx.db
      .insert(authorNotes)
      .values({
        id: newId(),
        postId: post.id,
        topicId: post.topicId,
        authorId,
        fromId: from.memberId,
        text: wanted.text,
        at: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: authorNotes.id })
    if (written.length === 0) throw new Conflict('moderation.note.twice')
    tx.tell({ type: 'author.noted', postId: post.id, authorId, fromId: from.memberId })
    return { topicId: post.topicId }
  })
}
