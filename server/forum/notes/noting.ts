import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { communityNotes } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound } from '#server/core/errors.ts'
import { type CommunityNoteId, type MemberId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { screenWords } from '#server/screening/index.ts'
import { postWithTopic } from '../views/finding.ts'
import { noteJudgement, noteProposal } from '../input.ts'
import { canJudgeNote, canProposeNote } from '../policy.ts'
import { asAuthor } from '../topics.ts'
import { rendered } from '../writing.ts'

/** A member proposes what a disputed post should be read with; one proposal each, a newer one takes its place (MOD-21). */
export async function proposeNote(ctx: Ctx, input: z.input<typeof noteProposal>) {
  const wanted = parse(noteProposal, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const { post, topic } = await postWithTopic(tx, wanted)
    permit(canProposeNote(tx.actor, post), 'forum.note.refused')
    const { body } = await screenWords(tx, { boardId: topic.boardId, title: null, body: wanted.body })
    await tx.db
      .update(communityNotes)
      .set({ state: 'replaced', endedAt: tx.now })
      .where(
        and(
          eq(communityNotes.postId, post.id),
          eq(communityNotes.authorId, memberId),
          eq(communityNotes.state, 'proposed'),
        ),
      )
    const noteId = newId<CommunityNoteId>()
    const html = await rendered(tx, body)
    await tx.db.insert(communityNotes).values({
      id: noteId,
      postId: post.id,
      authorId: memberId,
      source: body,
      html,
      state: 'proposed',
      at: tx.now,
    })
    const of = { topicId: topic.id, boardId: topic.boardId, postId: post.id, authorId: post.authorId }
    tx.tell({ type: 'communityNote.proposed', ...of, noteId, proposerId: memberId })
    return { noteId, postId: post.id }
  })
}

/** Whoever has the ability approves a note of somebody else, turns it down, or takes an approved one away, with a reason. */
export async function judgeNote(ctx: Ctx, input: z.input<typeof noteJudgement>) {
  const wanted = parse(noteJudgement, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const place = await noteOf(tx, wanted.noteId)
    const { post, topic } = await postWithTopic(tx, place)
    // read again under the topic's lock: of two who judge at once one finds it done
    const note = await noteOf(tx, wanted.noteId)
    permit(canJudgeNote(tx.actor, { post, note }), 'forum.note.ability')
    if (note.state !== (wanted.action === 'remove' ? 'approved' : 'proposed'))
      throw new Conflict('forum.note.judged')
    await writeJudgement(tx, { note, ...wanted, memberId })
    tx.tell({
      type:
        wanted.action === 'approve'
          ? 'communityNote.approved'
          : wanted.action === 'reject'
            ? 'communityNote.rejected'
            : 'communityNote.removed',
      topicId: topic.id,
      boardId: topic.boardId,
      postId: post.id,
      authorId: post.authorId,
      noteId: note.id,
      proposerId: note.authorId,
      byId: memberId,
    })
    return { postId: post.id, topicId: topic.id }
  })
}

type Note = typeof communityNotes.$inferSelect

async function noteOf(tx: Tx, noteId: CommunityNoteId): Promise<Note> {
  const [note] = await tx.db.select().from(communityNotes).where(eq(communityNotes.id, noteId))
  if (!note) throw new NotFound('note')
  return note
}

type Judgement = { note: Note; action: 'approve' | 'reject' | 'remove'; reason: string; memberId: MemberId }

/** One note stands above a post: a newly approved one replaces the one before, which stays in the history. */
async function writeJudgement(tx: Tx, { note, action, reason, memberId }: Judgement) {
  if (action === 'approve')
    await tx.db
      .update(communityNotes)
      .set({ state: 'replaced', endedAt: tx.now })
      .where(and(eq(communityNotes.postId, note.postId), eq(communityNotes.state, 'approved')))
  const state = action === 'approve' ? 'approved' : action === 'reject' ? 'rejected' : 'removed'
  await tx.db
    .update(communityNotes)
    .set({
      state,
      reason,
      ...(action === 'remove' ? { endedAt: tx.now } : { decidedAt: tx.now, decidedBy: memberId }),
    })
    .where(eq(communityNotes.id, note.id))
}
